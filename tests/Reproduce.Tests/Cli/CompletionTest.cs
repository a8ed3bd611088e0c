using System.CommandLine;
using Reproduce.Cli;
using Reproduce.Cli.Completion;
using Reproduce.Core.Models;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class CompletionTest
{
    private static readonly RootCommand Root = CommandLine.Create(
        CliRun.Host(TextWriter.Null, TextWriter.Null, _ => null, TimeProvider.System, Path.GetTempPath()));

    [Test]
    public void Commands_are_completed() =>
        Completions("").Should().Contain(["train", "data", "cache", "doctor", "bench", "completion"]);

    [Test]
    public void Data_sets_are_completed() =>
        Completions("train ").Should().Contain(["toy", "signs", "cifar10", "tsrd", "tsrd-described"]);

    [Test]
    public void All_flavours_are_completed_as_models_and_the_teachers_as_sets()
    {
        Completions("train toy --model ").Should().BeEquivalentTo(Flavours.All.Select(model => model.ToString()));
        Completions("train toy --set ").Should().BeEquivalentTo(Flavours.Teachers.Select(model => model.ToString()));
    }

    [Test]
    public void The_beginning_of_a_word_is_completed() =>
        Completions("train toy --model RT_temp").Should().Contain(["RT_temp1", "RT_tempT"]);

    [Test]
    public void Profiles_temperatures_and_ages_are_completed()
    {
        Completions("train toy --profile ").Should().BeEquivalentTo("Quick", "Paper");
        Completions("train toy --temperature ").Should().BeEquivalentTo("10", "40", "70", "100");
        Completions("cache prune --older-than ").Should().Contain("30d");
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    [TestCase("fish")]
    [TestCase("pwsh")]
    public async Task A_script_asks_the_program_for_suggestions(string shell)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of(folder.Path, $"completion {shell}");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("[suggest:").And.NotContain("\r");
    }

    [TestCase("completion")]
    [TestCase("completion tcsh")]
    public async Task Bad_input_is_explained(string line)
    {
        using var folder = new TemporaryFolder();

        var run = await CliRun.Of(folder.Path, line);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("reproduce completion --help");
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public async Task Bash_completes_with_the_script()
    {
        using var folder = new TemporaryFolder();
        var library = Path.Combine(TestContext.CurrentContext.TestDirectory, "reproduce.dll");
        var script = $$"""
            reproduce() { dotnet '{{library}}' "$@"; }
            {{CompletionScripts.For("bash")}}
            COMP_LINE='reproduce train toy --set F' COMP_POINT=27 COMP_WORDS=(reproduce train toy --set F) COMP_CWORD=4
            _reproduce
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        await File.WriteAllTextAsync(folder["try.bash"], script);

        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", [folder["try.bash"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var lines = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("FT_temp1", "FT_tempT");
    }

    private static IEnumerable<string> Completions(string line) => Root.Parse(line).GetCompletions(line.Length).Select(item => item.Label);
}

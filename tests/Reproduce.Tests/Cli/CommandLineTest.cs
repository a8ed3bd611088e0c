using System.CommandLine;
using Reproduce.Cli;
using Reproduce.Core.Store;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class CommandLineTest
{
    private static readonly RootCommand Root = CommandLine.Create(
        CliRun.Host(TextWriter.Null, TextWriter.Null, _ => null, TimeProvider.System, Path.GetTempPath()));

    [Test]
    public async Task Version_names_the_harness_and_its_commit()
    {
        var run = await Run("--version");

        run.ExitCode.Should().Be(0);
        run.Output.Trim().Should().Be($"reproduce {BuildStamp.Current.HarnessVersion}, commit {BuildStamp.Current.Commit}");
    }

    [Test]
    public async Task Help_of_the_root_ends_with_examples_and_exit_codes()
    {
        var run = await Run("--help");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("Examples:").And.MatchRegex(@"Exit codes:\s+0  done\s+1  .*\s+2  .*\s+130  interrupted");
    }

    [TestCaseSource(nameof(CommandsBelowTheRoot))]
    public async Task Help_of_every_command_shows_examples_of_that_command(string path)
    {
        var run = await Run($"{path} --help");

        run.ExitCode.Should().Be(0);
        run.Output.Should().MatchRegex($@"Examples:[\s\S]*reproduce {path}");
    }

    [Test]
    public async Task No_command_shows_the_help_and_is_a_bad_command_line()
    {
        var run = await Run("");

        run.ExitCode.Should().Be(2);
        run.Output.Should().Contain("Usage:");
        run.Error.Should().Contain("Required command was not provided");
    }

    [Test]
    public async Task A_mistyped_command_is_told_what_was_meant_and_where_the_help_is()
    {
        var run = await Run("dta fetch");

        run.ExitCode.Should().Be(2);
        (run.Output + run.Error).Should().Contain("data");
        run.Error.Should().Contain("reproduce --help");
    }

    [TestCase("data fetch")]
    [TestCase("data fetch mnist")]
    [TestCase("data fetch cifar10 --url nowhere")]
    [TestCase("data fetch cifar10 --url https://example.org/data/?a=b")]
    [TestCase("data fetch cifar10 --url https://example.org/data/#part")]
    [TestCase("data verify mnist")]
    [TestCase("bench toy --models 7")]
    [TestCase("bench toy --models many")]
    [TestCase("bench toy --plain-models 0")]
    public async Task Bad_input_is_explained_on_the_error_output_with_exit_code_2(string line)
    {
        var run = await Run(line);

        run.ExitCode.Should().Be(2);
        run.Error.Should().NotBeEmpty().And.Contain("--help");
        run.Output.Should().BeEmpty();
    }

    [Test]
    public async Task A_password_in_an_address_is_refused_and_not_repeated()
    {
        var run = await Run("data fetch cifar10 --url https://user:secret@example.org/data/");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("--url has a user name").And.NotContain("secret");
    }

    [TestCase("report", "-o", "")]
    [TestCase("bundle", "export", "Growth", "-o", " ")]
    [TestCase("bundle", "import", "growth.zip", "--results", "")]
    public async Task An_empty_path_is_refused_instead_of_meaning_the_current_folder(params string[] arguments)
    {
        using var error = new StringWriter();
        var host = CliRun.Host(TextWriter.Null, error, _ => null, TimeProvider.System, Path.GetTempPath());

        var exitCode = await CommandLine.RunAsync(host, arguments);

        exitCode.Should().Be(2);
        error.ToString().Should().Contain("is empty");
    }

    [Test]
    public async Task A_name_that_begins_with_an_at_sign_is_a_name()
    {
        var run = await Run("compare @before after");

        run.Error.Should().Contain("@before").And.Contain("holds no results");
    }

    private static IEnumerable<string> CommandsBelowTheRoot() => Root.Subcommands.SelectMany(command => PathsOf("", command));

    private static IEnumerable<string> PathsOf(string before, Command command)
    {
        var path = $"{before}{command.Name}";
        return command.Subcommands.SelectMany(sub => PathsOf(path + " ", sub)).Prepend(path);
    }

    private static async Task<CliRun> Run(string line)
    {
        using var folder = new TemporaryFolder();
        return await CliRun.Of(folder.Path, line);
    }
}

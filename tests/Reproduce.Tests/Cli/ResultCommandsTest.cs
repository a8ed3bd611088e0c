using System.Text.Json;
using System.Security.Cryptography;
using Reproduce.Core.Files;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;
using SkiaSharp;
using Sample = Reproduce.Tests.Results.Sample;

namespace Reproduce.Tests.Cli;

/// <summary>The commands that read results: compare, report and claims.</summary>
[TestFixture]
public sealed class ResultCommandsTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Comparing_a_run_with_itself_finds_nothing()
    {
        Write("a", Sample.Whole(Verdict.Supported));

        var run = await CliRun.Of(_folder.Path, "compare a a");

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("No verdict, table or figure has changed.\n")
            .And.Contain("Compared: 0123456 (Quick, Some CPU) -> 0123456 (Quick, Some CPU)");
    }

    [TestCase("", "The claim as a whole: Supported -> Contradicted")]
    [TestCase(" --format markdown", "**Verdict** The claim as a whole")]
    public async Task A_changed_verdict_is_exit_code_1(string option, string expected)
    {
        Write("a", Sample.Whole(Verdict.Supported));
        Write("b", Sample.Whole(Verdict.Contradicted));

        var run = await CliRun.Of(_folder.Path, "compare a b" + option);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain(expected);
    }

    [Test]
    public async Task A_number_that_somebody_changed_in_a_result_is_named()
    {
        Write("a", Sample.SubClaim(Sample.Finding("T = 10", 1.5)));
        Write("b", Sample.SubClaim(Sample.Finding("T = 10", 1.5)));
        var file = Directory.GetFiles(_folder["b"], "*It_grows*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"estimate\": 1.5", "\"estimate\": 2.5"));

        var run = await CliRun.Of(_folder.Path, "compare a b");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("It grows").And.Contain("1.5 [1.4, 1.6]").And.Contain("2.5 [1.4, 1.6]");
    }

    [Test]
    public async Task Changes_are_JSON_for_a_script()
    {
        Write("a", Sample.Table(("FT_temp1", 90)));
        Write("b", Sample.Table(("FT_temp1", 50)));

        var run = await CliRun.Of(_folder.Path, "compare a b --json");

        run.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("changes")[0].GetProperty("kind").GetString().Should().Be("table");
    }

    [Test]
    public async Task A_figure_is_compared_by_its_pixels()
    {
        foreach (var (folder, color) in new[] { ("a", SKColors.White), ("b", SKColors.Black) })
        {
            var png = Png(color);
            Write(folder, Sample.Figure(Convert.ToHexStringLower(SHA256.HashData(png))), png);
        }

        var run = await CliRun.Of(_folder.Path, "compare a b");

        run.Output.Should().Contain("100.00 % of the pixels differ, by up to 255 of 255");
    }

    [Test]
    public async Task A_picture_that_was_overwritten_is_a_change()
    {
        Write("a", Sample.Figure("ab"), Png(SKColors.White));

        var run = await CliRun.Of(_folder.Path, "compare a a");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("Growth/Growth.Figure_1.png is not the picture that was recorded");
    }

    [TestCase("compare")]
    [TestCase("compare a")]
    [TestCase("compare a nothing")]
    [TestCase("compare nothing a")]
    [TestCase("compare a a --format html")]
    public async Task What_cannot_be_compared_is_exit_code_2_since_1_means_changed(string line)
    {
        Write("a", Sample.Whole(Verdict.Supported));

        var run = await CliRun.Of(_folder.Path, line);

        run.ExitCode.Should().Be(2);
        run.Error.Should().NotBeEmpty();
        run.Output.Should().BeEmpty();
    }

    [Test]
    public async Task A_page_shows_what_has_changed_and_the_exit_code_stays()
    {
        Write("a", Sample.Whole(Verdict.Supported));
        Write("b", Sample.Whole(Verdict.Contradicted));

        var run = await CliRun.Of(_folder.Path, "compare a b -o out/changes.html");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("Supported -> Contradicted");
        File.ReadAllText(_folder["out/changes.html"]).Should().StartWith("<!DOCTYPE html>").And.Contain("1 verdict, 1 sub-claim changed.");
    }

    [Test]
    public async Task A_page_that_cannot_be_written_is_exit_code_2()
    {
        Write("a", Sample.Whole(Verdict.Supported));

        var run = await CliRun.Of(_folder.Path, "compare a a -o a");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(_folder["a"]);
        run.Output.Should().BeEmpty();
    }

    [Test]
    public async Task An_article_is_written_instead_of_the_report()
    {
        Write("a", Sample.Whole(Verdict.Supported));

        var run = await CliRun.Of(_folder.Path, "report a --format rescience -o out");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().EndWith($"  {_folder["out/rescience.md"]}\n");
        Directory.GetFiles(_folder["out"]).Should().Equal(_folder["out/rescience.md"]);
    }

    [Test]
    public async Task Claims_are_listed_from_what_is_pinned_and_what_was_run()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "Reproduce.sln"), "");
        Pin("Growth", "toy");
        Pin("Decay", "toy");
        Write("results/Sample", Sample.Whole(Verdict.Mixed));
        ResultFolder.Write(
            Path.Combine(_folder.Path, "results/Sample"),
            Sample.Run(data: "CIFAR-10", state: ClaimState.NotRun) with { Reason = "fetch it" });

        var run = await CliRun.Of(_folder.Path, "claims");

        run.ExitCode.Should().Be(0);
        run.Output.Should()
            .Contain("toy: pinned ✓ supported, 1.5 [1.2, 1.8], paper 1.6; the last run found ◐ mixed (2026-03-01 12:00 UTC at 0123456)")
            .And.Contain("CIFAR-10: nothing pinned; not run: fetch it")
            .And.Contain("toy: pinned ✓ supported, 1.5 [1.2, 1.8], paper 1.6; not run here yet\n    It did grow.\n")
            .And.Contain("dotnet test --filter Claim=Decay");
    }

    [Test]
    public async Task Claims_as_JSON_carry_the_sentence_and_both_verdicts()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "Reproduce.sln"), "");
        Pin("Growth", "toy");

        var run = await CliRun.Of(_folder.Path, "claims --json");

        using var json = JsonDocument.Parse(run.Output);
        var claim = json.RootElement.GetProperty("claims")[0];
        claim.GetProperty("sentence").GetString().Should().Be("It grows.");
        claim.GetProperty("pinned").GetString().Should().Be("supported");
        claim.GetProperty("found").ValueKind.Should().Be(JsonValueKind.Null);
        claim.GetProperty("found_result").ValueKind.Should().Be(JsonValueKind.Null);
        var pinned = claim.GetProperty("pinned_result");
        pinned.GetProperty("number").GetProperty("lower").GetDouble().Should().Be(1.2);
        pinned.GetProperty("published").GetDouble().Should().Be(1.6);
        pinned.GetProperty("found").GetString().Should().Be("It did grow.");
    }

    [Test]
    public async Task Claims_outside_of_the_repository_say_what_to_do()
    {
        var run = await CliRun.Of(_folder.Path, "claims");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(RepositoryRoot.Mark).And.Contain("REPRODUCE_RESULTS");
    }

    private void Write(string set, ResultItem item, byte[]? png = null)
    {
        var folder = Path.Combine(_folder.Path, set);
        ResultFolder.Write(folder, Sample.Paper);
        ResultFolder.Write(folder, Sample.Run());
        ResultFolder.Write(folder, item, png);
    }

    private void Pin(string claim, string data) => PinnedSample.Write(_folder.Path, claim, data);

    private static byte[] Png(SKColor color, int side = 4)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(color);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}

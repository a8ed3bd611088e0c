using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Logging;
using Reproduce.TestLogger;

namespace Reproduce.Tests.TestLogger;

[TestFixture]
public sealed class RunTextTest
{
    private StringWriter _output = null!;
    private RunText _text = null!;

    [SetUp]
    public void Create()
    {
        _output = new StringWriter();
        _text = new RunText(_output, new EveryLine(_output));
    }

    [TearDown]
    public void Remove() => _output.Dispose();

    [Test]
    public void What_the_run_says_last_stands_behind_what_failed_although_it_comes_first()
    {
        _text.Say(TestMessageLevel.Informational, RunMessage.Mark + "Training models: 1 of 2\n");
        _text.Say(TestMessageLevel.Informational, RunMessage.Mark + "A Paper\n\nGrowth: supported\n");
        _text.Finish(Test("Growth.It_grows", TestOutcome.Failed, "It shrinks."));

        _text.Complete(error: null);

        Lines().Should().Equal(
            "Training models: 1 of 2",
            "1, 1 failed",
            "",
            "FAILED Growth.It_grows",
            "  It shrinks.",
            "",
            "A Paper",
            "",
            "Growth: supported");
    }

    [Test]
    public void Messages_of_the_platform_are_passed_over_but_warnings_are_shown()
    {
        _text.Say(TestMessageLevel.Informational, "Running selected tests");
        _text.Say(TestMessageLevel.Warning, "Something is odd");

        Lines().Should().Equal("Something is odd");
    }

    [Test]
    public void Tests_that_pass_or_are_skipped_have_no_line_of_their_own()
    {
        _text.Finish(Test("Growth.It_grows", TestOutcome.Passed));
        _text.Finish(Test("Growth.It_lasts", TestOutcome.Skipped));
        _text.Complete(error: null);

        Lines().Should().Equal("1, 0 failed", "1, 0 failed");
    }

    [Test]
    public void A_single_failure_is_shown_up_to_a_screen_with_its_stack()
    {
        var message = string.Join('\n', Enumerable.Range(1, 40).Select(line => $"line {line}"));
        _text.Finish(Test("Growth.It_grows", TestOutcome.Failed, message, stack: "   at Growth.It_grows()"));

        _text.Complete(error: null);

        Lines().Should().HaveCount(19).And.Contain("  line 15").And.NotContain("  line 16").And.EndWith("   at Growth.It_grows()");
    }

    [Test]
    public void Many_failures_have_two_lines_each()
    {
        foreach (var test in Enumerable.Range(1, 10))
        {
            _text.Finish(Test($"Growth.Test_{test}", TestOutcome.Failed, "first\nsecond"));
        }

        _text.Complete(error: null);

        Lines().Skip(10).Should().HaveCount(20).And.NotContain("  second");
    }

    [Test]
    public void Why_a_run_broke_stands_last()
    {
        _text.Complete("The test host has crashed.");

        Lines().Should().Equal("The test host has crashed.");
    }

    private static TestResult Test(string name, TestOutcome outcome, string? message = null, string? stack = null) =>
        new(new TestCase(name, new Uri("executor://sample"), "Sample.dll"))
        {
            Outcome = outcome,
            ErrorMessage = message,
            ErrorStackTrace = stack,
        };

    private string[] Lines() => _output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private sealed class EveryLine(StringWriter output) : IProgressLine
    {
        public void Show(string line) => output.WriteLine(line);

        public void Count(int done, int failed) => output.WriteLine($"{done}, {failed} failed");

        public void Clear()
        {
        }
    }
}

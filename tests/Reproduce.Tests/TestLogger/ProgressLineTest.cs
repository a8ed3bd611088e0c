using Reproduce.TestLogger;

namespace Reproduce.Tests.TestLogger;

[TestFixture]
public sealed class ProgressLineTest
{
    [Test]
    public void A_line_of_a_terminal_is_written_over_to_its_end()
    {
        using var output = new StringWriter();
        var line = new TerminalProgressLine(output, () => 80);

        line.Show("Training: 10 of 20");
        line.Show("Done");
        line.Clear();

        output.ToString().Should().Be("\rTraining: 10 of 20\rDone              \r    \r");
    }

    [Test]
    public void A_line_never_fills_a_narrow_terminal()
    {
        using var output = new StringWriter();

        new TerminalProgressLine(output, () => 30).Show(new string('x', 50));

        output.ToString().Should().Be("\r" + new string('x', 29));
    }

    [Test]
    public void In_a_file_there_is_a_line_only_every_twenty_seconds()
    {
        using var output = new StringWriter();
        var clock = new ManualClock();
        var line = new PlainProgressLine(output, clock);

        foreach (var second in Enumerable.Range(1, 60))
        {
            clock.Elapsed += TimeSpan.FromSeconds(1);
            line.Show($"{second} s");
            line.Count(second, failed: 0);
        }

        output.ToString().ReplaceLineEndings("\n").Should().Be("20 s\n40 s\n60 s\n");
    }
}

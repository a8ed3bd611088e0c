using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class TrainingProgressTest
{
    [Test]
    public void The_time_left_follows_the_work_and_not_the_number_of_models()
    {
        var progress = new TrainingProgress("Training toy", Done: 9, Total: 10, Work: 0.25, TimeSpan.FromSeconds(5));

        progress.ToString().Should().Be("Training toy models: 9 of 10, 5 s, about 15 s left");
    }

    [Test]
    public void The_console_sees_the_first_and_the_last_report_and_no_more_than_one_in_an_interval()
    {
        var clock = new ManualClock();
        var lines = new List<string>();
        var console = new ThrottledProgress(lines.Add, clock, TimeSpan.FromSeconds(2));

        for (var done = 1; done <= 10; done++)
        {
            console.Report(new TrainingProgress("Training toy", done, 10, done / 10.0, clock.Elapsed));
            clock.Elapsed += TimeSpan.FromSeconds(0.5);
        }

        lines.Select(line => line.Split(',')[0]).Should().Equal(
            "Training toy models: 1 of 10",
            "Training toy models: 5 of 10",
            "Training toy models: 9 of 10",
            "Training toy models: 10 of 10");
    }
}

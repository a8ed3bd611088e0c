using Reproduce.Core.Training;
using Spectre.Console;

namespace Reproduce.Cli.Train;

/// <summary>A bar for a training, on a terminal.</summary>
internal static class TrainingBar
{
    // Beside it, the description fits on a terminal of 80 columns.
    private const int BarWidth = 16;

    /// <summary>Shows a bar while a training runs.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="train">Runs the training, telling how far it is.</param>
    public static void Run(IAnsiConsole console, Action<IProgress<TrainingProgress>> train) => console
        .Progress()
        .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn())
        .Start(context => train(new Bars(context)));

    /// <summary>One bar for the teachers, and the next for the students.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<TrainingProgress>
    {
        private ProgressTask _task = context.AddTask("Training models", maxValue: 1).IsIndeterminate();

        public void Report(TrainingProgress value)
        {
            if (_task.IsFinished)
            {
                _task = context.AddTask(Markup.Escape(value.What), maxValue: 1);
            }

            _task.IsIndeterminate(false);
            _task.Value = value.Done == value.Total ? 1 : value.Work;
            _task.Description = Markup.Escape(value.ToString());
        }
    }
}

using Reproduce.Core.Experiments;
using Spectre.Console;

namespace Reproduce.Cli.Train;

/// <summary>A bar for a training, on a terminal.</summary>
internal static class TrainingBar
{
    /// <summary>Shows a bar while a training runs.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="train">Runs the training, telling how far it is.</param>
    public static void Run(IAnsiConsole console, Action<IProgress<TrainingProgress>> train) => console
        .Progress()
        .Columns(new SpinnerColumn(), new ElapsedTimeColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn())
        .Start(context => train(new Bars(context)));

    /// <summary>One bar for the teachers, and the next for the students.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<TrainingProgress>
    {
        private ProgressTask _task = context.AddTask("Training models").IsIndeterminate();

        public void Report(TrainingProgress value)
        {
            if (_task.IsFinished)
            {
                _task = context.AddTask("");
            }

            _task.IsIndeterminate(false);
            _task.MaxValue = 1;
            _task.Value = value.Done == value.Total ? 1 : value.Work;
            _task.Description = Markup.Escape(value.ToString());
        }
    }
}

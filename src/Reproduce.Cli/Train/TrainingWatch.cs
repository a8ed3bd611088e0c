using Reproduce.Cli.Hosting;
using Reproduce.Core.Models;
using Reproduce.Core.Training;
using Spectre.Console;

namespace Reproduce.Cli.Train;

/// <summary>Shows how far a training is: a bar on a terminal, elsewhere a line every few seconds. Notes how long each model took.</summary>
/// <param name="host">The process.</param>
internal sealed class TrainingWatch(CliHost host) : IProgress<TrainingProgress>
{
    // Beside it, the description fits on a terminal of 80 columns.
    private const int BarWidth = 16;

    private readonly Dictionary<ModelId, TimeSpan> _durations = [];
    private IProgress<TrainingProgress> _view = new ThrottledProgress(host.Output.WriteLine, host.Clock, TimeSpan.FromSeconds(5));

    /// <summary>Time that each model that this process trained took on its thread.</summary>
    public IReadOnlyDictionary<ModelId, TimeSpan> Durations => _durations;

    /// <summary>Runs a training that reports to this.</summary>
    /// <param name="hasWork">Whether anything is to be trained; there is no bar otherwise.</param>
    /// <param name="train">The training.</param>
    public void Run(bool hasWork, Action train)
    {
        if (!host.IsInteractive || !hasWork)
        {
            train();
            return;
        }

        host.Console
            .Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn())
            .Start(context =>
            {
                _view = new Bars(context);
                train();
            });
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Finished is { } model)
        {
            _durations[model.Id] = model.Duration;
        }

        _view.Report(value);
    }

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

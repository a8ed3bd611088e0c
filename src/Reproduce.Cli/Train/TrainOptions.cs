using System.CommandLine;
using System.CommandLine.Parsing;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Train;

/// <summary>The options of <c>reproduce train</c>, and the rules between them.</summary>
internal sealed class TrainOptions
{
    private readonly ModelOptions _models;
    private readonly Option<int> _threads = ThreadsOption.Create("Models that are trained side by side; one a processor core if left out.");
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Train nothing, but print which models are missing and how long they would take; the speed is measured for some "
            + "seconds.",
    };
    private readonly Option<bool> _predict = new("--predict")
    {
        Description = "Predict the training's time first, as --dry-run does, and print at the end how long it took beside the prediction.",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print the plan as JSON, for scripts; with --dry-run." };

    /// <summary>The options for some data sets.</summary>
    /// <param name="dataSets">Their names.</param>
    public TrainOptions(IReadOnlyList<string> dataSets) => _models = new(dataSets, "What is trained on.");

    /// <summary>Adds argument, options and rules to the command.</summary>
    public void AddTo(Command command)
    {
        _models.AddTo(command);
        command.Add(_threads);
        command.Add(_dryRun);
        command.Add(_predict);
        command.Add(_json);
        command.Validators.Add(CheckRules);
    }

    /// <summary>What a command line asks for.</summary>
    public TrainRequest Read(ParseResult result) => new(
        _models.Read(result),
        result.GetValue(_threads),
        result.GetValue(_dryRun),
        result.GetValue(_predict),
        result.GetValue(_json));

    private void CheckRules(CommandResult command)
    {
        if (command.Has(_predict) && command.Has(_dryRun))
        {
            command.AddError(
                "--predict compares a training's time with its prediction, but --dry-run trains nothing: leave one of them out.");
        }

        if (command.Has(_json) && !command.Has(_dryRun))
        {
            command.AddError("--json prints the plan of a training: add --dry-run.");
        }

    }
}

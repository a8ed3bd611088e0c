using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;

namespace Reproduce.Cli.Train;

/// <summary>The options that say which models are meant, the same in all commands, and the rules between them.</summary>
internal sealed class ModelOptions
{
    private const int MostSeeds = 10_000;
    private const int MostEpochs = 100_000;

    private readonly bool _hasToy;
    private readonly Argument<string> _data;
    private readonly Option<ModelName[]> _models = ModelOption(
        "--model", "A flavour, such as FT_tempT; a student brings its teacher. May be repeated.", Flavours.All, _ => null);
    private readonly Option<ModelName[]> _sets = ModelOption(
        "--set",
        "A teacher with its four students. May be repeated.",
        Flavours.Teachers,
        name => name.IsStudent ? $"--set is {name}, a student; expected a teacher: {string.Join(", ", Flavours.Teachers)}." : null);
    private readonly Option<bool> _all = new("--all") { Description = "All 20 flavours, as without --model and --set." };
    private readonly Option<int[]> _temperatures = new("--temperature")
    {
        Description = "A distillation temperature of the toy experiment; all four if left out. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = string.Join('|', ToyExperiment.Temperatures),
    };
    private readonly Option<int?> _seedCount = new("--seeds")
    {
        Description = "How many seeds each flavour is trained with, from the experiment's first on; as many as the experiment says if left "
            + "out.",
        HelpName = "number",
    };
    private readonly Option<int[]> _seeds = new("--seed")
    {
        Description = "A seed, instead of the experiment's. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "seed",
    };
    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = "Passes over the training set, instead of the experiment's. The claims look for models of the experiment's own "
            + "number.",
        HelpName = "number",
    };
    private readonly Option<string?> _profile = ProfileOption.Create();

    /// <summary>The options for some data sets.</summary>
    /// <param name="dataSets">Their names on the command line.</param>
    /// <param name="meaning">What the data are for.</param>
    public ModelOptions(IReadOnlyList<string> dataSets, string meaning)
    {
        _hasToy = dataSets.Contains(TrainCommand.Toy);
        _data = new Argument<string>("data") { Description = meaning };
        _data.AcceptOnlyFromAmong([.. dataSets]);
        _temperatures.CompletionSources.Add([.. ToyExperiment.Temperatures.Select(temperature => $"{temperature}")]);
        _seedCount.Require(count => count is >= 1 and <= MostSeeds, $"1 to {MostSeeds}");
        _epochs.Require(epochs => epochs is >= 1 and <= MostEpochs, $"1 to {MostEpochs}");
        _seeds.Require(seed => seed >= 0, $"0 to {int.MaxValue}");
        _temperatures.Require(
            temperature => ToyExperiment.Temperatures.Contains(temperature), string.Join(", ", ToyExperiment.Temperatures));
    }

    /// <summary>Adds argument, options and rules to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        Option[] ofToy = _hasToy ? [_temperatures] : [];
        ReadOnlySpan<Option> options = [_models, _sets, _all, .. ofToy, _seedCount, _seeds, _epochs, _profile];
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(CheckRules);
    }

    /// <summary>Which models a command line asks for.</summary>
    public ModelRequest Read(ParseResult result)
    {
        return new ModelRequest(
            result.GetRequiredValue(_data),
            FlavoursOf(result.GetValue(_models) ?? [], result.GetValue(_sets) ?? []),
            _hasToy ? [.. (result.GetValue(_temperatures) ?? []).Distinct().Order()] : [],
            result.GetValue(_seedCount),
            [.. (result.GetValue(_seeds) ?? []).Distinct().Order()],
            result.GetValue(_epochs),
            result.GetValue(_profile));
    }

    /// <summary>The named models, and the named teachers with their students, in table order; all flavours where none is named.</summary>
    private static ImmutableArray<ModelName> FlavoursOf(IEnumerable<ModelName> models, IEnumerable<ModelName> teachers)
    {
        var named = models.Concat(teachers.SelectMany(teacher => Flavours.StudentsOf(teacher).Prepend(teacher))).ToHashSet();
        return named.Count == 0 ? Flavours.All : [.. Flavours.All.Where(named.Contains)];
    }

    private void CheckRules(CommandResult command)
    {
        Reject(
            command.Has(_all) && (command.Has(_models) || command.Has(_sets)),
            "--all means every flavour: leave out --model and --set, or --all.");
        Reject(command.Has(_seedCount) && command.Has(_seeds), "--seeds says how many seeds, --seed which: leave one of them out.");
        Reject(
            command.Has(_temperatures) && command.GetResult(_data)?.Tokens is [var data] && data.Value != TrainCommand.Toy,
            $"--temperature chooses among the sets of {TrainCommand.Toy}; the image experiments have one temperature each.");


        void Reject(bool isWrong, string error)
        {
            if (isWrong)
            {
                command.AddError(error);
            }
        }
    }

    private static Option<ModelName[]> ModelOption(
        string name, string description, IReadOnlyCollection<ModelName> names, Func<ModelName, string?> problemOf)
    {
        var option = new Option<ModelName[]>(name)
        {
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            HelpName = "flavour",
            CustomParser = result => [.. result.Tokens.Select(token => Parse(result, token.Value)).OfType<ModelName>()],
        };
        option.CompletionSources.Add([.. names.Select(flavour => flavour.ToString())]);
        return option;

        ModelName? Parse(ArgumentResult result, string text)
        {
            var problem = ModelName.TryParse(text, out var model)
                ? problemOf(model)
                : $"{name} is '{text}', which is no flavour: {ModelName.Grammar}.";
            if (problem is not null)
            {
                result.AddError(problem);
            }

            return model;
        }
    }
}

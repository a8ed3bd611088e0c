using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;

namespace Reproduce.Cli.Submit;

/// <summary>What a command line asks to be submitted.</summary>
/// <param name="Models">Which models.</param>
/// <param name="Claims">The claims that are run at the end; empty for all that are pinned on such data.</param>
/// <param name="NoClaims">Whether no claim is run.</param>
/// <param name="Local">How many processes of this machine run the tasks; null for Slurm.</param>
/// <param name="DryRun">Whether the scripts, or with Local the tasks, are printed and nothing is submitted.</param>
/// <param name="SchedulerOptions">Further options of sbatch.</param>
internal sealed record SubmitRequest(
    ModelRequest Models,
    ImmutableArray<string> Claims,
    bool NoClaims,
    int? Local,
    bool DryRun,
    ImmutableArray<string> SchedulerOptions);

/// <summary>The options of <c>reproduce submit</c>.</summary>
internal sealed class SubmitOptions
{
    private const int MostProcesses = 1024;

    private readonly ModelOptions _models;
    private readonly Option<string[]> _claims = new("--claim")
    {
        Description = "A claim that is run when all models are there; all that are pinned on such data if left out. May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "claim",
    };
    private readonly Option<bool> _noClaims = new("--no-claims") { Description = "Only models and attacks." };
    private readonly Option<int?> _local = new("--local")
    {
        Description = "Run the tasks by this many processes of this machine, without Slurm.",
        HelpName = "number",
    };
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Submit nothing, but print the scripts of the jobs, or with --local the tasks.",
    };
    private readonly Argument<string[]> _schedulerOptions = new("sbatch options")
    {
        Description = "Options of sbatch, behind a double dash, such as `-- --partition=gpu`; they win over those of the scripts.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The options.</summary>
    public SubmitOptions(CliHost host)
    {
        _models = new(
            [TrainCommand.Toy, .. host.DataSets.Select(set => set.CommandName)], "What the experiment is on.");
        _local.Require(count => count is >= 1 and <= MostProcesses, $"1 to {MostProcesses}");
    }

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        _models.AddTo(command);
        command.Add(_claims);
        command.Add(_noClaims);
        command.Add(_local);
        command.Add(_dryRun);
        command.Add(_schedulerOptions);
        command.Validators.Add(CheckRules);
    }

    /// <summary>What a command line asks for.</summary>
    public SubmitRequest Read(ParseResult result) => new(
        _models.Read(result),
        [.. (result.GetValue(_claims) ?? []).Distinct(StringComparer.Ordinal)],
        result.GetValue(_noClaims),
        result.GetValue(_local),
        result.GetValue(_dryRun),
        [.. result.GetValue(_schedulerOptions) ?? []]);

    private void CheckRules(CommandResult command)
    {
        if (command.Has(_claims) && command.Has(_noClaims))
        {
            command.AddError("--claim says which claims are run, --no-claims that none is: leave one of them out.");
        }

        if (command.GetValue(_schedulerOptions)?.FirstOrDefault(option => !option.StartsWith('-')) is { } other)
        {
            command.AddError(
                $"'{other}' is no option of sbatch; expected such as --partition=gpu, with an equals sign, behind a double dash.");
        }

        if (command.Has(_local) && command.GetValue(_schedulerOptions) is { Length: > 0 })
        {
            command.AddError("--local runs the tasks without Slurm: leave out the options of sbatch, or --local.");
        }

    }
}

using System.CommandLine;
using Reproduce.Cli.Hosting;
using Reproduce.Cli.Train;
using Reproduce.Core.Files;
using Reproduce.Results.Report;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce outcomes</c>: what the stored measurements say of every image.</summary>
internal static class OutcomesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        string[] data = [.. host.DataSets.Select(set => set.CommandName)];
        var models = new ModelOptions(data, "The data set whose test images were attacked.");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; the console if left out." };
        output.RequireName();
        var command = new DocumentedCommand(
            "outcomes",
            "Writes what each attacked model predicts for each test image, as CSV, from stored measurements: data set, model, seed, place "
                + "of the image in the test split, true class, attack, predicted class, and rank of the true class (0: the largest logit). "
                + "Trains and attacks nothing; exit code 1 where measurements are missing.",
            new Example("reproduce outcomes signs -o signs.csv", "all models"),
            new Example("reproduce outcomes cifar10 --model FT_tempT --model FT_temp1", "two flavours, on the console"));
        models.AddTo(command);
        command.Add(output);
        return command.SetRun(host, (result, cancellation) =>
        {
            var request = models.Read(result);
            var chosen = host.ChooseProfile(request.Profile);
            var stored = StoredOutcomes.Of(host, request, chosen, cancellation);
            if (!stored.Outcomes.IsEmpty)
            {
                Write(host, stored, result.GetValue(output));
            }

            if (stored.Missing.IsEmpty)
            {
                return ExitCode.Done;
            }

            var missing = stored.Missing[0];
            host.Error.WriteLine(
                $"The store has no outcomes of {ReportWords.Count(stored.Missing.Length, "model")}, such as {missing.Recipe.Model} with "
                + $"seed {missing.Seed}: `reproduce measure {request.Data}` with the same options attacks them.");
            return ExitCode.Failed;
        });
    }

    private static void Write(CliHost host, StoredOutcomes stored, string? file)
    {
        if (file is null)
        {
            OutcomeCsv.Write(stored, host.Output);
            return;
        }

        var path = Path.GetFullPath(file, host.CurrentFolder);
        using var text = new StringWriter();
        OutcomeCsv.Write(stored, text);
        AtomicFile.WriteText(path, text.ToString());
        host.Output.WriteLine($"{ReportWords.Count(stored.Outcomes.Length, "model")}: {path}");
    }
}

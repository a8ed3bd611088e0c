namespace Reproduce.Cli.Results;

/// <summary>Outcomes as CSV (RFC 4180, with LF): a line for each model, attack and image.</summary>
internal static class OutcomeCsv
{
    private const string Header = "data,model,seed,image,true_class,attack,predicted_class,rank_of_true_class";

    /// <summary>Writes a header and the lines, by model, attack and image.</summary>
    public static void Write(StoredOutcomes stored, TextWriter text)
    {
        text.Write(Header + "\n");
        // 'CIFAR-10, other bytes' has a comma; no other field has one.
        var data = stored.Data.Contains(',', StringComparison.Ordinal) ? $"\"{stored.Data}\"" : stored.Data;
        foreach (var outcome in stored.Outcomes)
        {
            foreach (var attack in stored.Attacks)
            {
                var (classes, ranks) = (outcome.Attacks[attack].Classes, outcome.Attacks[attack].Ranks);
                for (var i = 0; i < classes.Length; i++)
                {
                    text.Write(
                        $"{data},{outcome.Id.Recipe.Model},{outcome.Id.Seed},{stored.Images[i]},{stored.Labels[i]},{attack.Title},"
                        + $"{classes[i]},{ranks[i]}\n");
                }
            }
        }
    }
}

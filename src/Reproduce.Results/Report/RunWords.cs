namespace Reproduce.Results.Report;

/// <summary>Which code and which machines made results, in words.</summary>
public static class RunWords
{
    /// <summary>Commits, profiles and processors, such as <c>0123456 (Quick, Some CPU)</c>.</summary>
    public static string Of(IEnumerable<ResultSet> sets)
    {
        var origins = sets.SelectMany(set => set.Items).Select(item => item.Origin).ToList();
        return origins.Count == 0
            ? "no results"
            : string.Join(", ", origins.Select(origin => ReportWords.Commit(origin.Commit)).Distinct())
                + $" ({string.Join(", ", origins.Select(origin => $"{origin.Profile}, {origin.Processor}").Distinct())})";
    }
}

using System.Collections.Immutable;
using Reproduce.Results.Changes;
using Reproduce.Results.Report.Html;

namespace Reproduce.Results.Report;

/// <summary>What differs between two sets of results as one HTML page: no script, and nothing outside of it.</summary>
public static class HtmlComparison
{
    /// <summary>Renders the page. Equal results give equal pages.</summary>
    /// <param name="comparisons">One for each paper.</param>
    public static Task<string> RenderAsync(ImmutableArray<ResultComparison> comparisons) =>
        HtmlDocument.RenderAsync<ComparisonPage>(new() { [nameof(ComparisonPage.Comparisons)] = comparisons });
}

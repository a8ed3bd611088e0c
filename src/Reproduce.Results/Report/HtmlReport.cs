using Reproduce.Results.Report.Html;

namespace Reproduce.Results.Report;

/// <summary>A result set as one HTML page: no script, and nothing outside of it.</summary>
public static class HtmlReport
{
    /// <summary>Renders the page. Equal results give equal pages.</summary>
    /// <param name="set">The results.</param>
    public static Task<string> RenderAsync(ResultSet set) => HtmlDocument.RenderAsync<Page>(new() { [nameof(Page.Set)] = set });
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

/// <summary>The report as a browser understands it.</summary>
internal static class HtmlPage
{
    /// <summary>Renders and parses.</summary>
    public static async Task<IHtmlDocument> Of(ResultSet set) => new HtmlParser().ParseDocument(await HtmlReport.RenderAsync(set));

    /// <summary>What a person reads, white space collapsed.</summary>
    public static string TextOf(INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The texts of all elements that a selector finds.</summary>
    public static string[] Texts(this IParentNode node, string selector) => [.. node.QuerySelectorAll(selector).Select(TextOf)];
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reproduce.Results.Report.Html;

namespace Reproduce.Results.Report;

/// <summary>A result set as one HTML page: no script, and nothing outside of it.</summary>
public static class HtmlReport
{
    /// <summary>Renders the page. Equal results give equal pages.</summary>
    /// <param name="set">The results.</param>
    public static async Task<string> RenderAsync(ResultSet set)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<Page>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Page.Set)] = set, [nameof(Page.Style)] = Style() }));
            return page.ToHtmlString();
        });
        return "<!DOCTYPE html>\n" + body.ReplaceLineEndings("\n");
    }

    private static string Style()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

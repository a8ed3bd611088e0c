using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Reproduce.Results.Report;

/// <summary>Pages of HTML: no script, and nothing outside of them.</summary>
internal static class HtmlDocument
{
    /// <summary>The style sheet of all pages.</summary>
    public static string Style()
    {
        using var stream = typeof(HtmlDocument).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Renders a page. Equal parameters give equal texts.</summary>
    /// <typeparam name="TPage">The component of the whole page.</typeparam>
    /// <param name="parameters">The component's parameters by name.</param>
    public static async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return "<!DOCTYPE html>\n" + body.ReplaceLineEndings("\n");
    }
}

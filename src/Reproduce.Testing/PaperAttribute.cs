using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Reproduce.Core.Files;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>
/// Says of which paper the claims of an assembly, or of one fixture, are. At the end of the assembly's or fixture's run the report
/// is written, and the verdicts that were found are shown on the console.
/// </summary>
/// <param name="id">Names the folder of its results: letters, digits, dots, dashes and underscores.</param>
/// <param name="title">The paper's title.</param>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class)]
public sealed class PaperAttribute(string id, string title) : Attribute, ITestAction
{
    /// <summary>Names the folder of its results.</summary>
    public string Id { get; } = id;

    /// <summary>The paper's title.</summary>
    public string Title { get; } = title;

    /// <summary>
    /// Name of an embedded JSON resource that describes the paper (<see cref="Paper"/>: authors, figures, deviations); null for none.
    /// </summary>
    public string? Description { get; init; }

    /// <summary>The action runs once for the whole assembly or fixture.</summary>
    public ActionTargets Targets => ActionTargets.Suite;

    /// <summary>Does nothing; NUnit requires it beside <see cref="AfterTest"/>.</summary>
    public void BeforeTest(ITest test)
    {
    }

    /// <summary>Writes the report and shows the verdicts of the claims that ran.</summary>
    public void AfterTest(ITest test)
    {
        var context = TestExecutionContext.CurrentContext;
        var summary = RunSummary.Write(
            ResultRecorder.OfProcess().Folder,
            Id,
            context.CurrentResult,
            context.StartTime,
            RunEnvironment.OfProcess.BuildServer is null ? RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory) : null);
        if (summary.Length > 0)
        {
            RunConsole.Write(summary);
        }
    }

    /// <summary>The paper of a fixture: its own, else its assembly's.</summary>
    /// <exception cref="InvalidOperationException">Neither names one, or the description is no paper.</exception>
    internal static Paper Of(Type fixture)
    {
        var attribute = fixture.GetCustomAttribute<PaperAttribute>()
            ?? fixture.Assembly.GetCustomAttribute<PaperAttribute>()
            ?? throw new InvalidOperationException(
                $"{fixture.Name} is a claim of no paper: write [assembly: Paper(\"Id\", \"Title\")] in its assembly, or [Paper(...)] "
                    + "above it.");
        var paper = attribute.Description is { } resource
            ? ResultJson.Deserialize<Paper>(TextOf(fixture.Assembly, resource), resource)
            : new Paper { Id = attribute.Id, Title = attribute.Title };
        var isName = paper.Id.Length > 0 && !paper.Id.StartsWith('.')
            && paper.Id.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_');
        return isName && paper.Id == attribute.Id && paper.Title == attribute.Title
            ? paper
            : throw new InvalidOperationException(
                $"The paper of {fixture.Name} is '{attribute.Id}', '{attribute.Title}' in its attribute, and '{paper.Id}', "
                + $"'{paper.Title}' in its description: both are the same, and the first is made of letters, digits, dots, dashes and "
                + "underscores.");
    }

    private static string TextOf(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} holds no resource '{resource}', which describes its paper: embed it under that name.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

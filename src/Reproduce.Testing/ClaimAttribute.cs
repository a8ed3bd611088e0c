using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>
/// Makes a fixture a claim of a paper: <c>dotnet test --filter Claim=Name</c> runs it, its snapshots lie in a folder of that name, and each
/// run leaves its results for the report.
/// </summary>
/// <example>
/// <code>
/// [TestFixture]
/// [Claim("HardenedBoundaries", "training any model at high-temperatures forces it to make ...", "section 1, finding 1", Data = "toy")]
/// public sealed class HardenedBoundaries
/// {
///     [Test]
///     public Task The_claim_as_a_whole() => ClaimSnapshot.Verify([TwilightShrinks()]);
///
///     [Test]
///     public Task Temperature_shrinks_the_twilight_area() => SubClaimSnapshot.Verify(TwilightShrinks());
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClaimAttribute : PropertyAttribute, IApplyToContext, ITestAction
{
    /// <summary>The NUnit property that carries a claim's name.</summary>
    public const string PropertyName = "Claim";

    /// <summary>Names the claim.</summary>
    /// <param name="name">
    /// Its name, such as <c>Robustness</c>, which names a folder: a letter or digit, then letters, digits, '-', '_' and '.'.
    /// </param>
    /// <param name="sentence">The claim in the paper's own words, one sentence.</param>
    /// <param name="source">Where the paper says so, such as <c>section 5.1.1</c>.</param>
    /// <exception cref="ArgumentException">The name can't name a folder, or the sentence or source is empty.</exception>
    public ClaimAttribute(string name, string sentence, string source)
        : base(PropertyName, name)
    {
        if (!SnapshotName.IsClaim(name))
        {
            throw new ArgumentException($"A claim's name is '{name}'; expected {SnapshotName.ExpectedOfClaim}.", nameof(name));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        (Name, Sentence, Source) = (name, sentence, source);
    }

    /// <summary>The claim's name.</summary>
    public string Name { get; }

    /// <summary>The claim in the paper's own words.</summary>
    public string Sentence { get; }

    /// <summary>Where the paper says so.</summary>
    public string Source { get; }

    /// <summary>What the data are called, where the fixture has no arguments that name them.</summary>
    public string Data { get; init; } = "";

    /// <summary>The action runs once for the whole fixture.</summary>
    public ActionTargets Targets => ActionTargets.Suite;

    /// <summary>
    /// Records that the fixture has started. NUnit calls this before the fixture's set-up, which trains models, but actions after it.
    /// </summary>
    public void ApplyToContext(TestExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Fixture.Of(context.CurrentTest) is { } fixture)
        {
            ResultRecorder.OfProcess().Begin(fixture);
        }
    }

    /// <summary>Does nothing; NUnit requires it beside <see cref="AfterTest"/>.</summary>
    public void BeforeTest(ITest test)
    {
    }

    /// <summary>Records how the fixture ended.</summary>
    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (Fixture.Of(test) is { } fixture)
        {
            var context = TestExecutionContext.CurrentContext;
            ResultRecorder.OfProcess().End(fixture, context.CurrentResult, TimeProvider.System.GetElapsedTime(context.StartTicks));
        }
    }
}

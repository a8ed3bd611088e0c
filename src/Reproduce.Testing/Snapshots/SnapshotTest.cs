using System.Collections.Immutable;

namespace Reproduce.Testing.Snapshots;

/// <summary>The running test, as far as its snapshots need to know it.</summary>
/// <param name="Id">What tells this test from every other one of the run.</param>
/// <param name="Attempt">Which repetition of the test runs, from 0: a retried test verifies its snapshots again.</param>
/// <param name="FullName">The name that messages show.</param>
/// <param name="Filter">The <c>dotnet test --filter</c> expression that selects the test.</param>
/// <param name="Claim">The claim, which names the snapshots' folder.</param>
/// <param name="ClassName">The fixture's class, as <see cref="SnapshotName.OfClass"/> spells it.</param>
/// <param name="MethodName">The test method.</param>
/// <param name="Parameters">The arguments of the fixture, then of the method, with their parameters' names.</param>
internal sealed record SnapshotTest(
    string Id,
    int Attempt,
    string FullName,
    string Filter,
    string Claim,
    string ClassName,
    string MethodName,
    ImmutableArray<KeyValuePair<string, object?>> Parameters)
{
    /// <summary>How many of the parameters are the fixture's, the first ones.</summary>
    public int FixtureParameters { get; init; }
}

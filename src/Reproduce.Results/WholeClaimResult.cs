using System.Collections.Immutable;
using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>The verdict of a claim as a whole.</summary>
/// <param name="Verdict">The verdict over all parts.</param>
/// <param name="Parts">The sub-claims, which make the verdict.</param>
/// <param name="Controls">Checks beside it, with verdicts of their own.</param>
public sealed record WholeClaimResult(Verdict Verdict, ImmutableArray<PartResult> Parts, ImmutableArray<PartResult> Controls);

/// <summary>A part of a claim in short.</summary>
/// <param name="Statement">What it says.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Decided">Deciding cases whose interval lies on one side of the margin.</param>
/// <param name="Deciding">All deciding cases.</param>
public sealed record PartResult(string Statement, Verdict Verdict, int Decided, int Deciding);

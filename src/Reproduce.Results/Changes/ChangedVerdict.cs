using Reproduce.Core.Statistics;

namespace Reproduce.Results.Changes;

/// <summary>A verdict or its number that differs between two result sets: of a claim, a sub-claim or a case.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Data">The data.</param>
/// <param name="Name">The claim's name, the sub-claim's statement or the case.</param>
/// <param name="Before">What was found; null where it was not there.</param>
/// <param name="After">What is found; null where it is not there any more.</param>
public sealed record ChangedVerdict(string Claim, string Data, string Name, FoundVerdict? Before, FoundVerdict? After);

/// <summary>A verdict with its number.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Number">Its number with the interval; null where there is none.</param>
public sealed record FoundVerdict(Verdict Verdict, Finding? Number);

using System.Collections.Immutable;

namespace Reproduce.Core.Randomness;

/// <summary>Where a generator is in its stream: one that is made of it draws what the other would have drawn next.</summary>
/// <param name="Words">The 624 words.</param>
/// <param name="Next">Index of the next word, 0 to 624; 624 where new words have to be made first.</param>
/// <param name="SavedNormal">The second number of a pair of normal ones, where the first has been drawn.</param>
public sealed record MersenneTwisterState(ImmutableArray<uint> Words, int Next, double? SavedNormal);

using System.Collections.Immutable;

namespace Reproduce.Core.Randomness;

/// <summary>The state of a generator, from which another one can resume its stream.</summary>
/// <param name="Words">The 624 words.</param>
/// <param name="Next">Index of the next word, 0 to 624; at 624 new words have to be made first.</param>
/// <param name="SavedNormal">The second number of a pair of normal numbers, if only the first has been drawn.</param>
public sealed record MersenneTwisterState(ImmutableArray<uint> Words, int Next, double? SavedNormal);

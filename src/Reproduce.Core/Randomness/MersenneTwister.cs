using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Reproduce.Core.Randomness;

/// <summary>
/// The MT19937 generator with the draws of numpy's legacy <c>RandomState</c>, which define the toy data. All other random draws come
/// from such generators, too, seeded by a key.
/// </summary>
/// <remarks>
/// Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); including both seeding procedures.
/// Not thread-safe.
/// </remarks>
public sealed class MersenneTwister
{
    private const int StateLength = 624;
    private const int MiddleWord = 397;

    private readonly uint[] _state = new uint[StateLength];
    private int _next = StateLength;
    private double? _savedNormal;

    /// <summary>A generator in the state of <c>numpy.random.RandomState(seed)</c>.</summary>
    /// <param name="seed">Any 32-bit number.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1u; i < StateLength; i++)
        {
            var previous = _state[i - 1];
            _state[i] = (1812433253u * (previous ^ (previous >> 30))) + i;
        }
    }

    /// <summary>Resumes another generator's stream.</summary>
    /// <param name="state">The result of <see cref="ToState"/>.</param>
    /// <exception cref="ArgumentException">The state is not that of a generator.</exception>
    public MersenneTwister(MersenneTwisterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Words.Length != StateLength || state.Next is < 0 or > StateLength)
        {
            throw new ArgumentException(
                $"Expected {StateLength} words and an index up to {StateLength}, but the state has {state.Words.Length} and {state.Next}.",
                nameof(state));
        }

        state.Words.CopyTo(_state);
        (_next, _savedNormal) = (state.Next, state.SavedNormal);
    }

    private MersenneTwister(ReadOnlySpan<uint> key)
        : this(19650218u)
    {
        var i = 1;
        for (var k = 0; k < Math.Max(StateLength, key.Length); k++)
        {
            var j = k % key.Length;
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j;
            i = Advance(i);
        }

        for (var k = 0; k < StateLength - 1; k++)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            i = Advance(i);
        }

        _state[0] = 0x80000000u;
    }

    /// <summary>A generator seeded by a text. Different keys give independent streams.</summary>
    /// <param name="key">The purpose of the stream, such as <c>toy/T=40/FT_tempT/seed=42/initialization</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public static MersenneTwister FromKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Span<uint> words = stackalloc uint[hash.Length / sizeof(uint)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(i * sizeof(uint)));
        }

        return new MersenneTwister(words);
    }

    /// <summary>The current state.</summary>
    public MersenneTwisterState ToState() => new([.. _state], _next, _savedNormal);

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (_next == StateLength)
        {
            Twist();
        }

        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680u;
        word ^= (word << 15) & 0xefc60000u;
        return word ^ (word >> 18);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble()
    {
        var high = NextUInt32() >> 5;
        var low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>
    /// A normal number by the polar method. As in numpy's legacy generator, the second of a pair is kept for the next call.
    /// </summary>
    /// <remarks>
    /// Two of the products are fused with their additions, as in numpy's builds for Arm. This gives the bits of the published toy file;
    /// without, as in numpy on x64, hundreds of its points differ in the last digit.
    /// </remarks>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, at least 0.</param>
    public double NextNormal(double mean, double deviation)
    {
        if (_savedNormal is { } saved)
        {
            _savedNormal = null;
            return Math.FusedMultiplyAdd(deviation, saved, mean);
        }

        double x, y, squaredRadius;
        do
        {
            x = (2.0 * NextDouble()) - 1.0;
            y = (2.0 * NextDouble()) - 1.0;
            squaredRadius = Math.FusedMultiplyAdd(x, x, y * y);
        }
        while (squaredRadius is >= 1.0 or 0.0);

        var factor = Math.Sqrt(-2.0 * Math.Log(squaredRadius) / squaredRadius);
        _savedNormal = factor * x;
        return Math.FusedMultiplyAdd(deviation, factor * y, mean);
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), without modulo bias.</summary>
    /// <param name="bound">The exclusive upper bound, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (uint)bound;
        var threshold = (0u - range) % range;
        while (true)
        {
            var product = (ulong)NextUInt32() * range;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>Shuffles the items uniformly (Fisher and Yates).</summary>
    /// <param name="items">The items, changed in place.</param>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The next index of the seeding; after the last word it copies that word to the first and wraps around.</summary>
    private int Advance(int i)
    {
        if (++i < StateLength)
        {
            return i;
        }

        _state[0] = _state[StateLength - 1];
        return 1;
    }

    /// <summary>Makes the next 624 words, in three loops so that no index has to wrap around.</summary>
    private void Twist()
    {
        var state = _state;
        for (var i = 0; i < StateLength - MiddleWord; i++)
        {
            state[i] = state[i + MiddleWord] ^ Twisted(state[i], state[i + 1]);
        }

        for (var i = StateLength - MiddleWord; i < StateLength - 1; i++)
        {
            state[i] = state[i + MiddleWord - StateLength] ^ Twisted(state[i], state[i + 1]);
        }

        state[^1] = state[MiddleWord - 1] ^ Twisted(state[^1], state[0]);
        _next = 0;
    }

    private static uint Twisted(uint high, uint low)
    {
        var bits = (high & 0x80000000u) | (low & 0x7fffffffu);
        return (bits >> 1) ^ ((0u - (bits & 1u)) & 0x9908b0dfu);
    }
}

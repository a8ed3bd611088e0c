using System.Numerics;

namespace Reproduce.Tests.Core.Boundaries;

/// <summary>An exact fraction in lowest terms with a positive denominator.</summary>
internal readonly struct Rational : IComparable<Rational>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominator;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        _numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    public int Sign => _numerator.Sign;

    /// <summary>The exact value of a multiple of 2^-20.</summary>
    public static Rational Of(double value)
    {
        var scaled = value * (1 << 20);
        return scaled == Math.Truncate(scaled)
            ? new Rational(new BigInteger(scaled), 1 << 20)
            : throw new ArgumentException($"Expected a multiple of 2^-20, but was given {value}.", nameof(value));
    }

    public static Rational operator +(Rational a, Rational b) =>
        new((a._numerator * b._denominator) + (b._numerator * a._denominator), a._denominator * b._denominator);

    public static Rational operator -(Rational a) => new(-a._numerator, a._denominator);

    public static Rational operator -(Rational a, Rational b) => a + (-b);

    public static Rational operator *(Rational a, Rational b) => new(a._numerator * b._numerator, a._denominator * b._denominator);

    public static Rational operator /(Rational a, Rational b) => new(a._numerator * b._denominator, a._denominator * b._numerator);

    public int CompareTo(Rational other) => (this - other).Sign;
}

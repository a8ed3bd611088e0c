namespace Reproduce.Core.Boundaries;

/// <summary>A part of a ray on which the logits are affine in the distance from the ray's origin.</summary>
/// <param name="Start">Distance at which the part begins.</param>
/// <param name="First">Value of <c>z_1 - z_0</c> at the start.</param>
/// <param name="Second">Value of <c>z_2 - z_0</c> at the start.</param>
/// <param name="FirstSlope">Slope of <c>z_1 - z_0</c>.</param>
/// <param name="SecondSlope">Slope of <c>z_2 - z_0</c>.</param>
internal readonly record struct LogitStretch(double Start, double First, double Second, double FirstSlope, double SecondSlope)
{
    // Newton's method on a convex function needs a few steps; the bound only prevents an endless loop by rounding in the last digit.
    private const int MaxSteps = 64;
    private const double NegligibleSurprise = 1e-12;

    /// <summary>The part that follows from a distance on, with slopes changed by the given amounts.</summary>
    public LogitStretch TurnAt(double distance, double firstTurn, double secondTurn) => new(
        distance,
        First + (FirstSlope * (distance - Start)),
        Second + (SecondSlope * (distance - Start)),
        FirstSlope + firstTurn,
        SecondSlope + secondTurn);

    /// <summary>
    /// Distance of the first point up to <paramref name="end"/> at which a class has at most that surprise; infinite if there is none.
    /// </summary>
    /// <param name="surprise"><c>-ln p</c> of the probability to reach.</param>
    /// <param name="end">Distance at which the part ends.</param>
    public double FirstSure(double surprise, double end)
    {
        var zero = Reaches(First, Second, FirstSlope, SecondSlope, surprise, end - Start);
        var one = Reaches(-First, Second - First, -FirstSlope, SecondSlope - FirstSlope, surprise, end - Start);
        var two = Reaches(-Second, First - Second, -SecondSlope, FirstSlope - SecondSlope, surprise, end - Start);
        return Start + Math.Min(zero, Math.Min(one, two));
    }

    /// <summary>
    /// Distance at which a class's surprise <c>ln(1 + exp(a) + exp(b))</c> falls to a bound, where a and b are the differences of the
    /// other logits and its own. The surprise is convex. So Newton's steps from the start never pass the first such point, and there is
    /// none if the surprise rises or a step passes the end.
    /// </summary>
    private static double Reaches(double lead, double otherLead, double slope, double otherSlope, double surprise, double end)
    {
        if (slope >= 0 && otherSlope >= 0 && Math.Max(lead, otherLead) > -surprise)
        {
            return double.PositiveInfinity;
        }

        var at = 0.0;
        for (var step = 0; step < MaxSteps; step++)
        {
            var a = lead + (slope * at);
            var b = otherLead + (otherSlope * at);
            var largest = Math.Max(0, Math.Max(a, b));
            var (own, first, second) = (Math.Exp(-largest), Math.Exp(a - largest), Math.Exp(b - largest));
            var sum = own + first + second;
            var excess = largest + Math.Log(sum) - surprise;
            var fall = -((first * slope) + (second * otherSlope)) / sum;
            if (excess <= NegligibleSurprise)
            {
                return at;
            }

            if (!(fall > 0) || at + (excess / fall) > end)
            {
                return double.PositiveInfinity;
            }

            at += excess / fall;
        }

        return at;
    }
}

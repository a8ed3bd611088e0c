using System.Globalization;
using Reproduce.Core.Statistics;

namespace Reproduce.Results.Headlines;

/// <summary>Numbers as a headline writes them: three significant digits, and an interval's bounds with as many decimals.</summary>
public static class ShortNumber
{
    private const int Digits = 3;
    private const int MostDecimals = 15;

    /// <summary>A number, such as <c>12.3</c> or <c>0.775</c>.</summary>
    public static string Of(double number) => Of(number, DecimalsOf(number));

    /// <summary>An estimate with its interval, such as <c>12.3 [8.1, 16.4]</c>.</summary>
    public static string Of(Interval interval)
    {
        // An estimate near zero has no use for decimals that its interval makes meaningless.
        var ofLargest = new[] { interval.Estimate, interval.Lower, interval.Upper }.Min(DecimalsOf);
        var decimals = Math.Min(DecimalsOf(interval.Estimate), ofLargest + 1);
        return $"{Of(interval.Estimate, decimals)} [{Of(interval.Lower, decimals)}, {Of(interval.Upper, decimals)}]";
    }

    private static string Of(double number, int decimals)
    {
        var rounded = double.IsFinite(number) ? Math.Round(number, decimals, MidpointRounding.AwayFromZero) : number;
        // Adding zero takes the sign from a zero.
        return (rounded + 0.0).ToString($"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    private static int DecimalsOf(double number) => number == 0 || !double.IsFinite(number)
        ? MostDecimals
        : Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, MostDecimals);
}

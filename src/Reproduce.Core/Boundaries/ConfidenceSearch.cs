namespace Reproduce.Core.Boundaries;

/// <summary>
/// Finds where a network becomes sure of a class along a ray, going from hinge line to hinge line. Not thread-safe.
/// </summary>
/// <param name="form">The network in hinge form.</param>
/// <param name="confidence">The probability to reach, between 0.5 and 1.</param>
internal sealed class ConfidenceSearch(HingeForm form, double confidence)
{
    private readonly LogitGap _over1 = form.Gap(0, 1);
    private readonly LogitGap _over2 = form.Gap(0, 2);
    private readonly double _surprise = -Math.Log(confidence);

    // Distance along the current ray to the next crossing with each line; infinite if there is none.
    private readonly double[] _crossings = new double[form.Lines.Length];

    /// <summary>Distance from a point along a unit direction to the first point that reaches the confidence, but at most the cap.</summary>
    public double Distance(PlanePoint point, PlanePoint direction, double cap)
    {
        var stretch = Begin(point, direction);
        while (true)
        {
            var line = NextCrossing(out var end);
            end = Math.Min(end, cap);
            var reached = stretch.FirstSure(_surprise, end);
            if (reached <= end)
            {
                return reached;
            }

            if (end >= cap)
            {
                return cap;
            }

            _crossings[line] = double.PositiveInfinity;
            var turn = Math.Abs(form.Lines[line].Rate(direction));
            stretch = stretch.TurnAt(end, -_over1.Bends[line] * turn, -_over2.Bends[line] * turn);
        }
    }

    private LogitStretch Begin(PlanePoint point, PlanePoint direction)
    {
        for (var line = 0; line < _crossings.Length; line++)
        {
            var distance = form.Lines[line].Distance(point);
            var crossing = -distance / form.Lines[line].Rate(direction);
            var ahead = Math.Abs(distance) > form.LengthTolerance && crossing > 0;
            _crossings[line] = ahead ? crossing : double.PositiveInfinity;
        }

        return new LogitStretch(
            0,
            -_over1.Value(point, form.Lines),
            -_over2.Value(point, form.Lines),
            -_over1.Slope(point, direction, form.Lines, form.LengthTolerance),
            -_over2.Slope(point, direction, form.Lines, form.LengthTolerance));
    }

    /// <summary>Index of the next line along the ray, or -1 if there is none, and its distance.</summary>
    private int NextCrossing(out double distance)
    {
        var next = -1;
        distance = double.PositiveInfinity;
        for (var line = 0; line < _crossings.Length; line++)
        {
            if (_crossings[line] < distance)
            {
                (next, distance) = (line, _crossings[line]);
            }
        }

        return next;
    }
}

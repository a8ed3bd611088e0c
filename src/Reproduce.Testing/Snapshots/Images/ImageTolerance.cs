namespace Reproduce.Testing.Snapshots.Images;

/// <summary>What may differ between two images.</summary>
/// <remarks>
/// A difference of colours is the distance ΔE*ab (CIE 1976) in CIELAB after a light blur. About 2.3 is just noticeable when two
/// large patches touch (Mahy, Van Eycken and Oosterlinck, "Evaluation of uniform color spaces developed after the adoption of CIELAB
/// and CIELUV", Color Research and Application 19, 1994). Black and white are 100 apart.
/// </remarks>
public sealed record ImageTolerance
{
    /// <summary>Creates a tolerance.</summary>
    /// <param name="visibleDifference">
    /// ΔE above which a pixel differs visibly; positive. At the default of 6 a colour differs plainly, while a thin line that
    /// moves by a quarter of a pixel, or another antialiasing, stays below.
    /// </param>
    /// <param name="share">
    /// Largest share of the pixels that may differ visibly, 0 to below 1. The default of 0.0002 is 96 pixels of 800 x 600: less
    /// than a word of a label.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    public ImageTolerance(double visibleDifference = 6, double share = 0.0002)
    {
        VisibleDifference = double.IsFinite(visibleDifference) && visibleDifference > 0
            ? visibleDifference
            : throw new ArgumentOutOfRangeException(nameof(visibleDifference), visibleDifference, "A visible difference is positive.");
        Share = share is >= 0 and < 1
            ? share
            : throw new ArgumentOutOfRangeException(nameof(share), share, "A share of pixels is 0 to below 1.");
    }

    /// <summary>The tolerance without arguments.</summary>
    public static ImageTolerance Default { get; } = new();

    /// <summary>ΔE above which a pixel differs visibly.</summary>
    public double VisibleDifference { get; }

    /// <summary>Largest share of the pixels that may differ visibly.</summary>
    public double Share { get; }
}

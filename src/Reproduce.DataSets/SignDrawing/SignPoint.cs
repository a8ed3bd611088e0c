namespace Reproduce.DataSets.SignDrawing;

/// <summary>A point; on a sign, x to the right and y down, the sign reaching from about -1 to 1.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
internal readonly record struct SignPoint(double X, double Y)
{
    /// <summary>This point with its coordinates multiplied, and then moved.</summary>
    public SignPoint Scale(double factor, double right = 0, double down = 0) => new((X * factor) + right, (Y * factor) + down);
}

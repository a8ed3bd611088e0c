namespace Reproduce.Core.Data;

/// <summary>Size of an image, which is stored channel by channel and row by row: <c>[C, H, W]</c>.</summary>
/// <param name="Channels">Number of channels, at least 1.</param>
/// <param name="Height">Number of rows, at least 1.</param>
/// <param name="Width">Number of columns, at least 1.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Numbers in one image.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>Such as <c>[3, 32, 32]</c>.</summary>
    public override string ToString() => $"[{Channels}, {Height}, {Width}]";
}

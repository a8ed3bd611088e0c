namespace Reproduce.DataSets.SignDrawing;

/// <summary>A colour of three channels of 0 to 255.</summary>
internal readonly record struct Paint(byte Red, byte Green, byte Blue);

/// <summary>The colours of a sign.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Rim">Of the border.</param>
/// <param name="Face">Within the border.</param>
/// <param name="Glyph">Of what is drawn on the face.</param>
internal sealed record SignColours(string Name, Paint Rim, Paint Face, Paint Glyph)
{
    private static readonly Paint Red = new(198, 32, 38);
    private static readonly Paint Blue = new(24, 76, 168);
    private static readonly Paint Yellow = new(242, 196, 30);
    private static readonly Paint White = new(236, 236, 232);
    private static readonly Paint Black = new(24, 24, 26);

    public static SignColours RedRim { get; } = new("red rim", Red, White, Black);

    public static SignColours BlueRim { get; } = new("blue rim", Blue, White, Black);

    public static SignColours BlackRim { get; } = new("black rim", Black, White, Black);

    public static SignColours YellowFace { get; } = new("yellow", Black, Yellow, Black);

    public static SignColours YellowRedRim { get; } = new("yellow with red rim", Red, Yellow, Black);

    public static SignColours BlueFace { get; } = new("blue", White, Blue, White);

    public static SignColours RedFace { get; } = new("red", White, Red, White);
}

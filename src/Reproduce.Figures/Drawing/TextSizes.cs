namespace Reproduce.Figures.Drawing;

/// <summary>Font sizes of a plot in pixels.</summary>
/// <param name="Title">Its title's.</param>
/// <param name="Axis">The axis labels'.</param>
/// <param name="Ticks">The tick labels'.</param>
/// <param name="BoldTitle">Whether the title is in bold.</param>
internal sealed record TextSizes(float Title, float Axis, float Ticks, bool BoldTitle = false)
{
    /// <summary>For a panel 400 pixels wide.</summary>
    public static readonly TextSizes LargePanel = new(Title: 18, Axis: 16, Ticks: 15);

    /// <summary>For a panel 260 pixels wide, whose title is a model's name and accuracy.</summary>
    public static readonly TextSizes SmallPanel = new(Title: 13, Axis: 13, Ticks: 12);
}

namespace Reproduce.Figures;

/// <summary>Where a figure of curves has its legend.</summary>
public enum LegendPlace
{
    /// <summary>Within the plot, in its lower left corner, as in the paper's figures of the toy models.</summary>
    LowerLeft,

    /// <summary>Beside the plot: it hides no curve, wherever the curves run.</summary>
    RightOfPlot,
}

using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Figures.Drawing;
using SkiaSharp;

namespace Reproduce.Tests.Figures;

/// <summary>Networks and models made by hand or drawn at random, for figures that are looked at by their structure.</summary>
internal static class ToyFixtures
{
    public const int Epochs = 30;

    public static readonly ToyRing Data = ToyRing.Generate();

    /// <summary>The names of the paper's 20 models, row by row.</summary>
    public static readonly IReadOnlyList<string> ModelNames =
    [
        "RT_temp1", "RS_temp1_from_RT_temp1", "FS_temp1_from_RT_temp1", "RS_tempT_from_RT_temp1", "FS_tempT_from_RT_temp1",
        "FT_temp1", "RS_temp1_from_FT_temp1", "FS_temp1_from_FT_temp1", "RS_tempT_from_FT_temp1", "FS_tempT_from_FT_temp1",
        "RT_tempT", "RS_temp1_from_RT_tempT", "FS_temp1_from_RT_tempT", "RS_tempT_from_RT_tempT", "FS_tempT_from_RT_tempT",
        "FT_tempT", "RS_temp1_from_FT_tempT", "FS_temp1_from_FT_tempT", "RS_tempT_from_FT_tempT", "FS_tempT_from_FT_tempT",
    ];

    /// <summary>The colour of the regions of a class.</summary>
    public static SKColor Region(int label) => SKColor.Parse(FigureColors.Regions[label].ToHex());

    /// <summary>Logits (10 relu(-x1), 10 relu(x1), 1): red well below the line x1 = 0, green well above it, blue along it.</summary>
    public static Perceptron RedBelowGreenAbove { get; } = new([0, -1, 0, 1, 0, 0, 10, 0, 0, 10, 0, 0, 0, 0, 1]);

    /// <summary>Logits (0, 0, 5): blue everywhere.</summary>
    public static Perceptron BlueEverywhere { get; } = new([0, 0, 0, 0, 0, 0, 0, 0, 5]);

    /// <summary>Logits that do not depend on the point.</summary>
    public static Perceptron Constant(float logit0, float logit1, float logit2) => new([0, 0, 0, 0, 0, 0, logit0, logit1, logit2]);

    /// <summary>The falling losses of a model: the later in the table, the steeper.</summary>
    public static IReadOnlyList<double> Losses(ModelName model) =>
        [.. Enumerable.Range(1, Epochs).Select(epoch => 1.1 / (1 + (epoch * Flavours.All.IndexOf(model) / 100.0)))];

    /// <summary>A random network of a model.</summary>
    public static Perceptron RandomNetwork(ModelName model)
    {
        var random = MersenneTwister.FromKey(model.ToString());
        var parameters = Enumerable.Range(0, Perceptron.ParameterCount(16)).Select(_ => (float)random.NextNormal(0, 1));
        return new Perceptron([.. parameters]);
    }
}

using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Randomness;
using Reproduce.Figures;

namespace Reproduce.Tests.Figures;

/// <summary>Images and attributions made by hand or drawn at random, for the figures of attributions.</summary>
internal static class AttributionFixtures
{
    /// <summary>Two pixels, black and white.</summary>
    public static readonly AttributedImage Pair = new(104, "automobile", new ImageShape(3, 1, 2), new[] { 0f, 1, 0, 1, 0, 1 });

    /// <summary>An attribution of all zeros.</summary>
    public static readonly ReadOnlyMemory<float> Nothing = new float[6];

    /// <summary>Sums 0 and -3: cold on the black pixel, hot on the white one.</summary>
    public static readonly ReadOnlyMemory<float> OnTheRight = new[] { 2f, -1, -2, -1, 0, -1 };

    /// <summary>A model with the paper's three methods.</summary>
    public static AttributedModel Model(string name = "FT_temp1", string prediction = "automobile") => new(
        ModelName.Parse(name), prediction, [.. AttributionSuite.Paper.Select(method => new MethodAttribution(method, OnTheRight))]);

    /// <summary>One attribution by every model, all of which are right, but for one model.</summary>
    public static Func<ModelName, ModelAttribution> AllBut(int index, Func<ModelAttribution, ModelAttribution> change) =>
        model => model == Flavours.All[index] ? change(Same(model)) : Same(model);

    /// <summary>The same attribution by every model, all of which are right.</summary>
    public static ModelAttribution Same(ModelName model) => new("automobile", OnTheRight, model.IsStudent ? 0.567 : null);

    /// <summary>The title of the panel of <see cref="Same"/>.</summary>
    public static string Titled(string model) => ModelName.Parse(model).IsStudent ? $"{model}: 0.57" : model;

    /// <summary>A smooth image with some noise, as a photograph has.</summary>
    public static AttributedImage NoisyImage(int side)
    {
        var shape = new ImageShape(3, side, side);
        var random = MersenneTwister.FromKey("image");
        var pixels = Enumerable.Range(0, shape.Size)
            .Select(i => 0.5f + (0.4f * MathF.Sin(7f * i / shape.Size)) + (0.02f * (float)random.NextNormal(0, 1)));
        return new AttributedImage(104, "automobile", shape, pixels.ToArray());
    }

    /// <summary>Independent normal numbers.</summary>
    public static ReadOnlyMemory<float> Noise(AttributedImage image, string key)
    {
        var random = MersenneTwister.FromKey(key);
        return Enumerable.Range(0, image.Shape.Size).Select(_ => (float)random.NextNormal(0, 1)).ToArray();
    }

    /// <summary>A number of an attribution replaced by another.</summary>
    public static ReadOnlyMemory<float> With(this ReadOnlyMemory<float> values, int index, float value)
    {
        var changed = values.ToArray();
        changed[index] = value;
        return changed;
    }
}

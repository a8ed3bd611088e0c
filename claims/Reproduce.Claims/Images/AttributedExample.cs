using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Data;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Figures;

namespace Reproduce.Claims.Images;

/// <summary>One test image as the models of the first seed explain it.</summary>
/// <param name="study">The data and models.</param>
/// <param name="index">The image's index in the test sample.</param>
internal sealed class AttributedExample(ImageStudy study, int index)
{
    /// <summary>
    /// The test image that the paper's figures 7, 9 and 36 show; of another data set or sample it is just as good as any.
    /// </summary>
    private const int PaperIndex = 104;

    /// <summary>The image of the paper's number, and the first images of three other classes; numbers count in the test sample.</summary>
    public static ImmutableArray<int> IndicesOf(ImageStudy study)
    {
        var labels = study.TestSample.Labels;
        var first = Math.Min(PaperIndex, labels.Length - 1);
        var others = Enumerable.Range(0, labels.Length)
            .Where(i => labels[i] != labels[first])
            .DistinctBy(i => labels[i])
            .Take(3);
        // Samples in file order may hold few classes.
        return [first, .. others.Concat(Enumerable.Range(0, labels.Length).Where(i => i != first)).Distinct().Take(3)];
    }

    /// <summary>Figure 7 and its like: all methods, a row for each model.</summary>
    public byte[] AllMethods(params string[] models)
    {
        return AttributionMethodsFigure.Render(Image(), [.. models.Select(ModelName.Parse).Select(RowOf)]);

        AttributedModel RowOf(ModelName name)
        {
            using var network = NetworkOf(name);
            return new AttributedModel(
                name,
                PredictionOf(network),
                [.. AttributionSuite.Paper.Select(method => new MethodAttribution(method, Explain(method, network)))]);
        }
    }

    /// <summary>Figure 9 and its like: one method, all models.</summary>
    public byte[] AllModels(AttributionMethod method)
    {
        var teachers = Flavours.Teachers.ToDictionary(teacher => teacher, teacher =>
        {
            using var network = NetworkOf(teacher);
            return Explain(method, network);
        });
        return AttributionGridFigure.Render(method, Image(), PanelOf);

        ModelAttribution PanelOf(ModelName name)
        {
            using var network = NetworkOf(name);
            var attribution = Explain(method, network);
            return new ModelAttribution(
                PredictionOf(network),
                attribution,
                name.IsStudent ? ImageAdherence.Compare(attribution, teachers[name.Teacher], count: 1)[0].Cosine : null);
        }
    }

    private AttributedImage Image() => new(
        study.PlaceInTestSplit(index), study.Data.ClassNames[study.TestSample.Labels[index]], study.TestSample.Shape, Pixels());

    private IConvolutionalNetwork NetworkOf(ModelName name) => study.Backend.Open(study.Faithfulness.OfFirstSeed(name).Network);

    private string PredictionOf(IConvolutionalNetwork network) =>
        study.Data.ClassNames[Predictions.ClassOf(Predictions.Logits(network, Normalized(), batchSize: 1, threads: 1))];

    private float[] Explain(AttributionMethod method, IConvolutionalNetwork network) =>
        AttributionRunner.Run(method, network, Normalized(), new[] { study.TestSample.Labels[index] }, batchSize: 1, threads: 1);

    private float[] Normalized()
    {
        var pixels = Pixels();
        Normalization.Normalize(pixels, pixels);
        return pixels;
    }

    private float[] Pixels()
    {
        var pixels = new float[study.TestSample.Shape.Size];
        Normalization.ToUnitRange(study.TestSample.Image(index), pixels);
        return pixels;
    }
}

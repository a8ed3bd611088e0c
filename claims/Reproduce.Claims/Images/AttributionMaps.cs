using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reproduce.Core.Attributions;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;

namespace Reproduce.Claims.Images;

/// <summary>
/// What the attributions of networks are like themselves, on the images on which they are compared: where cosines do not suffice.
/// </summary>
/// <param name="study">The data and models.</param>
internal sealed class AttributionMaps(ImageStudy study)
{
    private readonly ImageBatching _batches = study.Backend.BatchingOf(study.AttributedSample.Shape, Environment.ProcessorCount);
    private readonly float[] _images = Normalized(study.AttributedSample);
    private readonly int[] _labels = [.. study.AttributedSample.Labels];
    private readonly ConcurrentDictionary<ImageNetwork, double[][]> _totalVariations = new();
    private readonly ConcurrentDictionary<ModelName, Lazy<ImmutableDictionary<ModelName, ExplainedModel>>> _explained = new();

    /// <summary>Attributions by each method of the paper, in the suite's order; shape <c>[methods][images x map]</c>.</summary>
    public float[][] Of(ImageNetwork model)
    {
        using var network = study.Backend.Open(model);
        return
        [
            .. AttributionSuite.Paper.Select(method =>
                AttributionRunner.Run(method, network, _images, _labels, _batches.Explained, _batches.AtOnce)),
        ];
    }

    /// <summary>The total variation of each image's attribution by a method; computed once.</summary>
    public double[] TotalVariations(AttributionMethod method, ImageNetwork model) =>
        _totalVariations.GetOrAdd(model, key => TotalVariations(key, Of(key)))[AttributionSuite.Paper.IndexOf(method)];

    /// <summary>What is known of the attributions of a model of the first seed; computed once, with its teacher's others.</summary>
    public ExplainedModel OfFirstSeed(ModelName model)
    {
        var teacher = model.Teacher ?? model;
        return _explained.GetOrAdd(teacher, key => new(() => Explain(key))).Value[model];
    }

    /// <summary>The mean cosine of attributions, one an image, for each method.</summary>
    public ImmutableArray<double> Cosines(float[][] attributions, float[][] reference) =>
    [
        .. attributions.Zip(reference, (one, other) =>
            Adherence.Of(Protocol.AsDescribed, ImageAdherence.Compare(one, other, _labels.Length).AsSpan())),
    ];

    /// <summary>A teacher and its students: the teacher's attributions are computed once.</summary>
    private ImmutableDictionary<ModelName, ExplainedModel> Explain(ModelName teacher)
    {
        var reference = Of(study.Faithfulness.OfFirstSeed(teacher).Network);
        return Flavours.StudentsOf(teacher).Prepend(teacher).ToImmutableDictionary(model => model, model =>
        {
            var network = study.Faithfulness.OfFirstSeed(model).Network;
            var attributions = model == teacher ? reference : Of(network);
            _totalVariations.TryAdd(network, TotalVariations(network, attributions));
            return new ExplainedModel(
                CompletenessGap(network, attributions[AttributionSuite.Paper.IndexOf(AttributionSuite.IntegratedGradients)]),
                Cosines(attributions, reference),
                [.. attributions.Zip(reference, MeanRankCorrelation)]);
        });
    }

    private double[][] TotalVariations(ImageNetwork model, float[][] attributions)
    {
        using var network = study.Backend.Open(model);
        return
        [
            .. AttributionSuite.Paper.Zip(attributions, (method, maps) =>
            {
                var shape = method.ShapeOf(network);
                return maps.Chunk(shape.Size).Select(map => TotalVariation.Of(map, shape)).ToArray();
            }),
        ];
    }

    private double CompletenessGap(ImageNetwork model, float[] attributions)
    {
        using var network = study.Backend.Open(model);
        return 100 * Completeness.Gap(network, _images, _labels, attributions);
    }

    private double MeanRankCorrelation(float[] attributions, float[] reference)
    {
        var size = attributions.Length / _labels.Length;
        return attributions.Chunk(size).Zip(reference.Chunk(size), (one, other) => RankCorrelation.Of(one, other)).Average();
    }

    private static float[] Normalized(ImageSet images)
    {
        var normalized = images.ToUnitRange();
        Normalization.Normalize(normalized, normalized);
        return normalized;
    }
}

/// <summary>What is known of a model's attributions, beside their total variation.</summary>
/// <param name="CompletenessGap">By how much Integrated Gradients miss completeness, in percent of the logits' differences.</param>
/// <param name="Cosines">Mean cosine with the attributions of the model's teacher (a teacher: with its own), one a method.</param>
/// <param name="RankCorrelations">Mean rank correlation with them, one a method.</param>
internal sealed record ExplainedModel(double CompletenessGap, ImmutableArray<double> Cosines, ImmutableArray<double> RankCorrelations);

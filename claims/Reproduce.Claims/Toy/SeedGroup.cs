using System.Collections.Immutable;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;

namespace Reproduce.Claims.Toy;

/// <summary>The models of one recipe, one for each seed, with what is measured on them.</summary>
/// <param name="Models">The models, in the order of the seeds.</param>
/// <param name="Measures">Their measures, in the same order.</param>
internal sealed record SeedGroup(ImmutableArray<StoredModel<Perceptron>> Models, ImmutableArray<BoundaryMeasures> Measures)
{
    /// <summary>The model of the paper's own seed, which the figures show.</summary>
    public StoredModel<Perceptron> OfPaperSeed => Models.Single(model => model.Id.Seed == Profile.FirstSeed);

    /// <summary>A measure of every model, in the order of the seeds.</summary>
    public ImmutableArray<double> Values(Func<BoundaryMeasures, double> measure) => [.. Measures.Select(measure)];

    /// <summary>100 for each point whose predicted class is its label, else 0; shape <c>[seeds, points]</c>.</summary>
    public ImmutableArray<double[]> Recognized(ToyRing points) =>
    [
        .. Models.Select(model =>
        {
            var logits = PointLogits.Of(model.Network, points.X0.AsSpan(), points.X1.AsSpan());
            return Enumerable.Range(0, points.Count).Select(i => logits.PredictedClass(i) == points.Labels[i] ? 100.0 : 0).ToArray();
        }),
    ];

    /// <summary>The mean of a measure over the seeds.</summary>
    public double Mean(Func<BoundaryMeasures, double> measure) => Measures.Average(measure);
}

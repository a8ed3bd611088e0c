using Reproduce.Core.Boundaries;
using Reproduce.Core.Models;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Claims.Toy;

/// <summary>Means over the seeds of what is measured on the toy models.</summary>
internal static class ToyTables
{
    private static readonly (string Name, int Decimals, Func<BoundaryMeasures, double> Measure)[] Measures =
    [
        ("pieces", 2, measures => measures.Pieces),
        ("visible", 2, measures => measures.VisiblePieces),
        ("wide", 2, measures => measures.WidePieces),
        ("boundary length", 2, measures => measures.Length),
        ("twilight area", 4, measures => measures.TwilightArea),
        ("transition width", 4, ToyMeasures.TransitionWidth),
        ("logit scale", 2, measures => measures.LogitScale),
        ("accuracy", 4, measures => measures.Accuracy),
    ];

    /// <summary>The 20 flavours at one temperature.</summary>
    public static SnapshotTable AllModels(ToyStudy study, int temperature) =>
        Table([SnapshotColumn.Text("model")]).AddRows(Flavours.All, model => Row([model.ToString()], study.Of(model.ToString(), temperature)));

    /// <summary>Models by training length.</summary>
    public static SnapshotTable Lengths(ToyStudy study, IEnumerable<Recipe> recipes) =>
        Table(
            [
                SnapshotColumn.Number("epochs", Tolerance.Exact, decimals: 0),
                SnapshotColumn.Number("T", Tolerance.Exact, decimals: 0),
                SnapshotColumn.Text("model"),
            ])
            .AddRows(recipes, recipe => Row([recipe.Epochs, recipe.DistillationTemperature, recipe.Model.ToString()], study.Of(recipe)));

    /// <summary>A flavour by its rate of dropout.</summary>
    public static SnapshotTable DropoutRates(ToyStudy study, IEnumerable<Recipe> recipes) =>
        Table([SnapshotColumn.Number("dropout", Tolerance.Exact, decimals: 1), SnapshotColumn.Text("model")])
            .AddRows(recipes, recipe => Row([recipe.Network.Dropout, recipe.Model.ToString()], study.Of(recipe)));

    /// <summary>How models are trained: a changed setting is named here, where the other tables show but its consequences.</summary>
    public static SnapshotTable Recipes(IEnumerable<Recipe> recipes) =>
        SnapshotTable.WithColumns(
            SnapshotColumn.Text("model"),
            SnapshotColumn.Number("T", Tolerance.Exact),
            SnapshotColumn.Number("epochs", Tolerance.Exact),
            SnapshotColumn.Number("train temperature", Tolerance.Exact),
            SnapshotColumn.Number("hidden units", Tolerance.Exact),
            SnapshotColumn.Number("dropout", Tolerance.Exact),
            SnapshotColumn.Number("batch", Tolerance.Exact),
            SnapshotColumn.Text("optimizer"),
            SnapshotColumn.Number("learning rate", Tolerance.Exact),
            SnapshotColumn.Number("weight decay", Tolerance.Exact),
            SnapshotColumn.Number("decay", Tolerance.Exact),
            SnapshotColumn.Number("every epochs", Tolerance.Exact))
            .AddRows(recipes, recipe =>
            [
                recipe.Model.ToString(),
                recipe.DistillationTemperature,
                recipe.Epochs,
                recipe.TrainTemperature,
                recipe.Network.HiddenUnits,
                recipe.Network.Dropout,
                recipe.BatchSize,
                recipe.Optimizer.Kind.ToString(),
                recipe.Optimizer.LearningRate,
                recipe.Optimizer.WeightDecay,
                recipe.Schedule.Factor,
                recipe.Schedule.EveryEpochs,
            ]);

    private static SnapshotTable Table(IEnumerable<SnapshotColumn> keys) => SnapshotTable
        .WithColumns(
        [
            .. keys,
            .. Measures.Select(measure => SnapshotColumn.Number(measure.Name, ClaimTolerance.Numbers, measure.Decimals)),
            SnapshotColumn.Number("last loss", ClaimTolerance.Numbers, decimals: 4),
        ])
        .WithHeading(
            "Means over the seeds. Pieces: straight pieces of the decision boundary in the data's bounding box, counted exactly; 'visible': those",
            "longer than a pixel of the paper's 500 x 500 heatmaps; 'wide': in a box four times as wide and high. A model that is nowhere sure has",
            "a transition width of 25.02, at which the measure ends (the box's diagonal on either side).");

    private static SnapshotCell[] Row(SnapshotCell[] keys, SeedGroup group) =>
    [
        .. keys,
        .. Measures.Select(measure => (SnapshotCell)group.Mean(measure.Measure)),
        group.Models.Average(model => model.EpochLosses[^1]),
    ];
}

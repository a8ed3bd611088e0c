using Reproduce.Core.Boundaries;
using Reproduce.Core.Models;
using Reproduce.Results.Tables;
using Reproduce.Testing;

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
    public static Table AllModels(ToyStudy study, int temperature) =>
        TableOf([Column.Text("model")]).AddRows(Flavours.All, model => Row([model.ToString()], study.Of(model, temperature)));

    /// <summary>Models by training length.</summary>
    public static Table Lengths(ToyStudy study, IEnumerable<Recipe> recipes) =>
        TableOf(
            [
                Column.Number("epochs", Tolerance.Exact, decimals: 0),
                Column.Number("T", Tolerance.Exact, decimals: 0),
                Column.Text("model"),
            ])
            .AddRows(recipes, recipe => Row([recipe.Epochs, recipe.DistillationTemperature, recipe.Model.ToString()], study.Of(recipe)));

    /// <summary>A flavour by its rate of dropout.</summary>
    public static Table DropoutRates(ToyStudy study, IEnumerable<Recipe> recipes) =>
        TableOf([Column.Number("dropout", Tolerance.Exact, decimals: 1), Column.Text("model")])
            .AddRows(recipes, recipe => Row([recipe.Network.Dropout, recipe.Model.ToString()], study.Of(recipe)));

    /// <summary>A flavour by its label smoothing and weight decay.</summary>
    public static Table Regularizers(ToyStudy study, IEnumerable<Recipe> recipes) =>
        TableOf(
            [
                Column.Number("label smoothing", Tolerance.Exact, decimals: 2),
                Column.Number("weight decay", Tolerance.Exact, decimals: 3),
                Column.Text("model"),
            ])
            .AddRows(recipes, recipe => Row(
                [recipe.LabelSmoothing, recipe.Optimizer.WeightDecay, recipe.Model.ToString()], study.Of(recipe)));

    /// <summary>Accuracy on the points that models were trained on and on new ones of the same generator.</summary>
    public static Table NewPoints(ToyStudy study, IEnumerable<Recipe> recipes) => Table
        .WithColumns(
            Column.Number("T", Tolerance.Exact, decimals: 0),
            Column.Text("model"),
            Column.Number("training %", ClaimTolerance.Numbers, decimals: 2),
            Column.Number("new points %", ClaimTolerance.Numbers, decimals: 2),
            Column.Number("gap", ClaimTolerance.Share(study.NewPoints.Count), decimals: 2))
        .WithHeading(
            $"Means over the seeds. New points: {study.NewPoints.Count} other draws of the generator of the training set; the gap is the "
                + "training accuracy minus theirs.")
        .AddRows(recipes, recipe =>
        {
            var training = study.Of(recipe).Recognized(study.Data).Average(row => row.Average());
            var recognized = study.Of(recipe).Recognized(study.NewPoints).Average(row => row.Average());
            return (Cell[])[recipe.DistillationTemperature, recipe.Model.ToString(), training, recognized, training - recognized];
        });

    /// <summary>How often decision boundaries run out of the data's box.</summary>
    public static Table OpenRegions(ToyStudy study, IEnumerable<Recipe> recipes) => Table
        .WithColumns(
            Column.Number("T", Tolerance.Exact, decimals: 0),
            Column.Text("model"),
            Column.Number("crossings", ClaimTolerance.Numbers, decimals: 2),
            Column.Number("models with any %", ClaimTolerance.Numbers, decimals: 0),
            Column.Number("wide crossings", ClaimTolerance.Numbers, decimals: 2),
            Column.Number("models with any, wide %", ClaimTolerance.Numbers, decimals: 0))
        .WithHeading(
            "Means over the seeds. Crossings: how often the decision boundary crosses the border of the data's bounding box; without any, "
                + "all regions but the",
            "outermost are closed in it. 'Wide': the same of a box four times as wide and high.")
        .AddRows(recipes, recipe =>
        {
            var group = study.Of(recipe);
            return (Cell[])
            [
                recipe.DistillationTemperature,
                recipe.Model.ToString(),
                group.Mean(measures => measures.BorderCrossings),
                group.Mean(measures => measures.BorderCrossings > 0 ? 100 : 0),
                group.Mean(measures => measures.WideBorderCrossings),
                group.Mean(measures => measures.WideBorderCrossings > 0 ? 100 : 0),
            ];
        });

    /// <summary>How models are trained: a changed setting is named here, where the other tables show but its consequences.</summary>
    public static Table Recipes(IEnumerable<Recipe> recipes) =>
        Table.WithColumns(
            Column.Text("model"),
            Column.Number("T", Tolerance.Exact),
            Column.Number("epochs", Tolerance.Exact),
            Column.Number("train temperature", Tolerance.Exact),
            Column.Number("hidden units", Tolerance.Exact),
            Column.Number("dropout", Tolerance.Exact),
            Column.Number("batch", Tolerance.Exact),
            Column.Text("optimizer"),
            Column.Number("learning rate", Tolerance.Exact),
            Column.Number("weight decay", Tolerance.Exact),
            Column.Number("decay", Tolerance.Exact),
            Column.Number("every epochs", Tolerance.Exact))
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

    private static Table TableOf(IEnumerable<Column> keys) => Table
        .WithColumns(
        [
            .. keys,
            .. Measures.Select(measure => Column.Number(measure.Name, ClaimTolerance.Numbers, measure.Decimals)),
            Column.Number("last loss", ClaimTolerance.Numbers, decimals: 4),
        ])
        .WithHeading(
            "Means over the seeds. Pieces: straight pieces of the decision boundary in the data's bounding box, counted exactly; "
                + "'visible': those",
            "longer than a pixel of the paper's 500 x 500 heatmaps; 'wide': in a box four times as wide and high. A model that is "
                + "nowhere sure has",
            "a transition width of 25.02, at which the measure ends (the box's diagonal on either side).");

    private static Cell[] Row(Cell[] keys, SeedGroup group) =>
    [
        .. keys,
        .. Measures.Select(measure => (Cell)group.Mean(measure.Measure)),
        group.Models.Average(model => model.EpochLosses[^1]),
    ];
}

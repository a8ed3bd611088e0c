using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;

namespace Reproduce.Claims.Images;

/// <summary>
/// A number of the paper, which is of one model, beside the mean of ours, and between which values one more model of ours would lie on the
/// paper's images with 95 % probability.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="What">What was measured on it, such as the name of an attack.</param>
/// <param name="Paper">The paper's number.</param>
/// <param name="Ours">The mean of our models.</param>
/// <param name="Seeds">Number of our models, each of a seed of its own.</param>
/// <param name="OneModel">Where one more would lie; null for fewer than <see cref="FewestSeeds"/> models.</param>
internal sealed record PaperNumber(ModelName Model, string What, double Paper, double Ours, int Seeds, Interval? OneModel)
{
    /// <summary>The fewest models that such an interval is made from: of two it would be more than ten deviations wide.</summary>
    public const int FewestSeeds = 3;

    /// <summary>Our models that are missing for an interval.</summary>
    public int MissingSeeds => Math.Max(0, FewestSeeds - Seeds);

    /// <summary>Whether the paper's number lies where one more model of ours would; null where nobody knows.</summary>
    public bool? IsInside => OneModel is { } interval ? interval.Lower <= Paper && Paper <= interval.Upper : null;

    /// <summary>Accuracies under attack, figure 5 or 13.</summary>
    /// <param name="study">The study, all flavours prepared.</param>
    /// <param name="published">The paper's table.</param>
    public static ImmutableArray<PaperNumber> Robustness(ImageStudy study, PublishedTable<AttackVariant> published) => All(
        from model in Flavours.All
        from attack in AttackSuite.Of(study.Experiment)
        let paper = published.Find(model, attack)
        where paper is not null
        let ours = study.Of(model).Recognized(attack)
        let paperImages = study.DataSet.Paper.TestImages
        select OfShare(model, attack.Title, paper.Value, ours, paperImages, Shared(study, ours[0].Length, paperImages)));

    /// <summary>Accuracies on training images. Which ones the paper's are of, nobody says: they count as others than ours.</summary>
    /// <param name="study">The study, all flavours prepared.</param>
    /// <param name="published">The paper's table.</param>
    public static ImmutableArray<PaperNumber> Training(ImageStudy study, PublishedTable<AttackVariant> published) => All(
        from model in Flavours.All
        let paper = published.Of(model, AttackSuite.Clean)
        let ours = study.Of(model).RecognizedInTraining()
        select OfShare(model, "training images", paper, ours, study.DataSet.Paper.TestImages, sharedImages: 0));

    /// <summary>Adherences of students to their teachers as released, figure 8 or 15.</summary>
    /// <param name="study">The study.</param>
    /// <param name="published">The paper's table.</param>
    public static ImmutableArray<PaperNumber> Adherence(ImageStudy study, PublishedTable<AttributionMethod> published)
    {
        var paperImages = study.DataSet.Paper.AttributedImages;
        return All(
            from student in Flavours.All
            where student.IsStudent
            from method in AttributionSuite.Paper
            let ours = study.Faithfulness.Of(Comparison.OfStudent(student))
            select (Func<PaperNumber>)(() => Of(
                student,
                method.Name,
                published.Of(student, method),
                ours.Adherence(method, Protocol.AsReleased),
                ours.SeedCount,
                () => ours.AsReleased(method),
                paperImages,
                Shared(study, study.AttributedSample.Count, paperImages))));
    }

    /// <summary>
    /// Losses of teachers after quarters of their training, figure 4 or 12: the paper's epochs and ours need not be as many.
    /// </summary>
    /// <param name="study">The study, every seed of the teachers trained.</param>
    /// <param name="published">The paper's losses.</param>
    public static ImmutableArray<PaperNumber> Losses(ImageStudy study, PublishedTable<int> published)
    {
        const int quarters = 4;
        var (epochs, paperEpochs) = (study.Experiment.Epochs, study.DataSet.Paper.Epochs);
        return All(
            from model in Flavours.Teachers
            from quarter in Enumerable.Range(1, quarters)
            let paper = published.Find(model, quarter * paperEpochs / quarters)
            where paper is not null
            let epoch = (int)Math.Round(quarter * epochs / (double)quarters, MidpointRounding.AwayFromZero)
            let ours = study.EverySeed.Of(model).Select(one => one.EpochLosses[epoch - 1]).ToArray()
            select (Func<PaperNumber>)(() => Of(
                model,
                $"{quarter * paperEpochs / quarters} and {epoch}",
                paper.Value,
                ours.Average(),
                ours.Length,
                () => Sample.OfSeeds(ours, ValueRange.Unlimited),
                paperImages: 1,
                sharedImages: 1)));
    }

    /// <summary>Compares a number.</summary>
    /// <param name="model">The model.</param>
    /// <param name="what">What was measured on it.</param>
    /// <param name="paper">The paper's number.</param>
    /// <param name="ours">The mean of our models.</param>
    /// <param name="seeds">Number of our models.</param>
    /// <param name="sample">Makes the sample of our models; not asked for where there are too few.</param>
    /// <param name="paperImages">Number of the paper's images.</param>
    /// <param name="sharedImages">How many of them are among ours.</param>
    internal static PaperNumber Of(
        ModelName model, string what, double paper, double ours, int seeds, Func<Sample> sample, int paperImages, int sharedImages) => new(
            model,
            what,
            paper,
            ours,
            seeds,
            seeds < FewestSeeds ? null : Bootstrap.Estimate(sample()).OneMoreModel(paperImages, sharedImages));

    private static Func<PaperNumber> OfShare(
        ModelName model, string what, double paper, ImmutableArray<double[]> ours, int paperImages, int sharedImages)
    {
        double[] means = [.. ours.Select(row => row.Average())];

        // On the same images nothing but the seeds varies, and no images need to be drawn.
        return ours[0].Length == paperImages && sharedImages == paperImages
            ? () => Of(model, what, paper, means.Average(), means.Length, () => Sample.OfSeeds(means, ValueRange.Percent), 1, 1)
            : () => Of(
                model,
                what,
                paper,
                means.Average(),
                means.Length,
                () => Sample.OfImages(ours, ValueRange.Percent),
                paperImages,
                sharedImages);
    }

    /// <summary>As released, both are the first images in file order; as described, ours are others.</summary>
    private static int Shared(ImageStudy study, int ours, int papers) =>
        study.DataSet.Protocol == Protocol.AsReleased ? Math.Min(ours, papers) : 0;

    /// <summary>The measurements are asked for one by one, since each notes its sources; the resampling runs on all cores.</summary>
    private static ImmutableArray<PaperNumber> All(IEnumerable<Func<PaperNumber>> numbers) =>
        [.. numbers.ToArray().AsParallel().AsOrdered().Select(number => number())];
}

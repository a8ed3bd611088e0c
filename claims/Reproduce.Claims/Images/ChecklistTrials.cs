using System.Collections.Immutable;
using Reproduce.Core.Attacks;
using Reproduce.Core.Experiments;

namespace Reproduce.Claims.Images;

/// <summary>
/// The attacks of <see cref="AttackChecklist"/> beside the paper's, with the experiment's epsilon where nothing else is said.
/// </summary>
internal static class ChecklistTrials
{
    /// <summary>
    /// Images that are attacked, the first test images: by the costs of the attacks, a minute of two cores for the 48 models of the signs.
    /// </summary>
    public const int Images = 96;

    /// <summary>The largest epsilon of the curves, in levels of 1/255: four times the paper's.</summary>
    public const int LargestLevel = 32;

    /// <summary>The test images of the self-study of <see cref="OfSelfStudy"/>, the first.</summary>
    public const int SelfStudyImages = 100;

    /// <summary>Its epsilon, in levels of 1/255.</summary>
    public const int SelfStudyLevel = 4;

    /// <summary>A black box: random search that sees logits alone.</summary>
    public const string Square = "Square";

    /// <summary>APGD on the cross-entropy.</summary>
    public const string ApgdCrossEntropy = "APGD-CE";

    /// <summary>APGD on the targeted ratio of logit differences.</summary>
    public const string ApgdTargeted = "APGD-T";

    /// <summary>PGD on a substitute.</summary>
    public const string Transfer = "PGD, transferred";

    /// <summary>PGD that returns an adversarial image of its way, if there is one.</summary>
    public const string BestIterate = "PGD, best iterate";

    /// <summary>PGD with four times the steps.</summary>
    public const string LongPgd = "PGD, four times the steps";

    /// <summary>PGD that may make every image any other.</summary>
    public const string UnboundedPgd = "PGD, epsilon 1";

    private const int Queries = 500;
    private const int TargetedSteps = 20;
    private const int MoreSteps = 4;

    /// <summary>The epsilons of the curves but 0 and the experiment's own, whose outcomes are there, in levels of 1/255.</summary>
    private static readonly ImmutableArray<int> Levels = [2, 4, 8, 14, 16, 24, LargestLevel];

    /// <summary>The trials of an experiment.</summary>
    public static ImmutableArray<AttackTrial> Of(ImageExperiment experiment)
    {
        var epsilon = (float)experiment.Epsilon;
        var pgd = PgdOf(experiment, experiment.Epsilon);
        return
        [
            .. from level in CurveLevelsOf(experiment)
               from isStrong in new[] { false, true }
               select new AttackTrial(AtLevel(level, isStrong), PgdOf(experiment, level / 255.0)) { IsStrong = isStrong },
            new(UnboundedPgd, PgdOf(experiment, epsilon: 1)),
            new(LongPgd, new Pgd(pgd.RandomStart, pgd.Epsilon, pgd.StepSize, MoreSteps * pgd.Steps)),
            new(BestIterate, new BestIterate(pgd)),
            new(Transfer, pgd) { IsTransferred = true },
            new(Square, new Square("square", epsilon, Queries)),
            new(ApgdCrossEntropy, new Apgd("apgd", epsilon, Loss: ApgdLoss.CrossEntropy)),
            new(ApgdTargeted, new Apgd("apgd", epsilon, TargetedSteps, ApgdLoss.TargetedDifferenceOfLogitsRatio)),
        ];
    }

    /// <summary>The epsilons of the curves that have a trial, in levels of 1/255.</summary>
    public static ImmutableArray<int> CurveLevelsOf(ImageExperiment experiment) =>
        [.. Levels.Where(level => level == LargestLevel || Math.Abs(level - (255 * experiment.Epsilon)) > 0.01)];

    /// <summary>
    /// The attacks of the self-study's epsilon: what its own best attack was is open, so the paper's two and two that need no gradient of
    /// the softmax.
    /// </summary>
    public static ImmutableArray<AttackTrial> OfSelfStudy(ImageExperiment experiment)
    {
        var pgd = PgdOf(experiment, SelfStudyLevel / 255.0);
        return
        [
            new(AttackSuite.Pgd.Title, pgd),
            new(AttackSuite.Pgd.Strong.Title, pgd) { IsStrong = true },
            new(AttackSuite.Control.Title, new Apgd("apgd", pgd.Epsilon)),
            new(Square, new Square("square", pgd.Epsilon, Queries)),
        ];
    }

    /// <summary>The name of PGD's trial with an epsilon of a curve.</summary>
    /// <param name="level">The epsilon in levels of 1/255.</param>
    /// <param name="isStrong">Whether it is the CW-strong version.</param>
    public static string AtLevel(int level, bool isStrong = false) => $"PGD{(isStrong ? "-CW" : "")}, epsilon {level}/255";

    // Steps stay the same share of epsilon.
    private static Pgd PgdOf(ImageExperiment experiment, double epsilon) =>
        (Pgd)AttackSuite.AttackOf(experiment with { Epsilon = epsilon }, AttackSuite.Pgd);
}

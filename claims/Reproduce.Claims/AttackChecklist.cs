using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Section 1, finding 2, by the checks that the literature asks of every evaluation of a defence: that weak attacks fail on models trained
/// at T raises the flags of masked gradients, and attacks which masking cannot fool find no advantage.
/// </summary>
/// <remarks>
/// Sources: Athalye, Carlini and Wagner, "Obfuscated gradients give a false sense of security", ICML 2018, section 3.1; Carlini et al., "On
/// evaluating adversarial robustness", 2019; Pintor et al., "Indicators of attack failure", NeurIPS 2022. Flags about the optimization
/// itself (<see cref="SilentSuccess"/>, <see cref="IncompleteOptimization"/>) stand beside: an attack can be masked without them. Rules and
/// margins were fixed before the first run; that PGD's accuracy on earlier models at T hardly fell from an epsilon of 16/255 to 24/255 had
/// been seen.
/// </remarks>
[TestFixtureSource(typeof(ImageStudy), nameof(ImageStudy.All))]
[Claim(
    "AttackChecklist",
    "Any training (distillation or not) at high-temperatures provides a first layer of defense due to hard decision boundary higher "
        + "temperatures generate. This has a gradient masking effect that is sufficient to resist weak gradient-based attacks.",
    "section 1, finding 2")]
public sealed partial class AttackChecklist(ImageStudy data)
{
    private const string Athalye = "Athalye et al. (2018), section 3.1";
    private const string Carlini = "Carlini et al. (2019)";
    private const string Pintor = "Pintor et al. (2022)";

    private static readonly double Margin = DifferenceRule.Shares.Margin;

    private static readonly ImmutableArray<ModelName> Models = [.. ModelsOfSize.AllPlain, .. ModelsOfSize.AllTrainedAtT];

    // The worst case is over these, which Robustness measures as well, and over FurtherAttacks.
    private static readonly AttackVariant[] MeasuredAttacks =
        [AttackSuite.Fgsm, AttackSuite.Fgsm.Strong, AttackSuite.Pgd, AttackSuite.Pgd.Strong, AttackSuite.Control];

    private static readonly string[] FurtherAttacks =
    [
        ChecklistTrials.ApgdCrossEntropy, ChecklistTrials.ApgdTargeted, ChecklistTrials.Square, ChecklistTrials.Transfer,
        ChecklistTrials.LongPgd, ChecklistTrials.BestIterate,
    ];

    private readonly ImageStudy _study = data;

    private int Images => Math.Min(ChecklistTrials.Images, _study.TestSample.Count);

    [OneTimeSetUp]
    public void Attack()
    {
        _study.Prepare(Models);
        foreach (var model in Models)
        {
            _ = Trials(model);
        }
    }

    [Test]
    public Task The_claim_as_a_whole() => VerifyWhole(
        _study,
        primary:
        [
            UnavailableAtT(), NoBetterThanOneStepAtT(), BlackBoxIsBetterAtT(), TransferredAreBetterAtT(), UnconstrainedFailsAtT(),
            DoesNotFallAtT(),
        ],
        beside:
        [
            Unavailable().NotRaisedOnPlain(_study), IteratingHelpsPlainTeachers(), BlackBox().NotRaisedOnPlain(_study),
            Transferred().NotRaisedOnPlain(_study),
            Unconstrained().NotRaisedOnPlain(_study), PlainTeachersFall(), SilentlySucceeds(), IsIncomplete(),
            WorstCaseIsNoBetter(),
        ],
        (
            "Signs",
            Verdict.Supported,
            "On average models trained at T raise all six flags of masked gradients, and plain teachers none of those that apply to them. "
                + "An attacker need not know T: under the Square attack, which sees logits alone, models trained at T are no more accurate "
                + "than plain teachers."),
        (
            "CIFAR-10",
            Verdict.Mixed,
            "The masking is too weak here to raise most of the checklist's flags: 11 percent of the images have no gradient in the Full "
                + "teacher and 2 to 4 percent in the others, rounding changes signs for about half of all images, and PGD's steps still "
                + "find their way. In the worst case over all attacks training at T gains nothing all the same: a checklist can miss a "
                + "defence that is only masking."),
        (
            "TSRD",
            Verdict.Mixed,
            "Half of the images have no gradient in the Full models trained at T, and next to none in the Reduced ones. No other flag is "
                + "raised: neither Square nor transferred images do better than PGD. In the worst case over all attacks training at T "
                + "gains nothing all the same."),
        (
            "TSRD as described",
            Verdict.Mixed,
            "By top-1 accuracy, three flags are raised on average: images without a gradient, an iterative attack no better than one step, "
                + "and a larger epsilon that hardly helps. A black box beats PGD only on the Full models. In the worst case over all "
                + "attacks training at T gains nothing."));

    [Test]
    public Task Flag_unavailable_gradients() => Verify(_study, UnavailableAtT());

    [Test]
    public Task Flag_iterating_helps_nothing() => Verify(_study, NoBetterThanOneStepAtT());

    [Test]
    public Task Flag_a_black_box_is_better() => Verify(_study, BlackBoxIsBetterAtT());

    [Test]
    public Task Flag_transferred_images_are_better() => Verify(_study, TransferredAreBetterAtT());

    [Test]
    public Task Flag_an_unconstrained_attack_fails() => Verify(_study, UnconstrainedFailsAtT());

    [Test]
    public Task Flag_a_larger_epsilon_helps_nothing() => Verify(_study, DoesNotFallAtT());

    [Test]
    public Task Flag_silent_success() => Verify(_study, SilentlySucceeds());

    [Test]
    public Task Flag_incomplete_optimization() => Verify(_study, IsIncomplete());

    [Test]
    public Task Plain_teachers_have_gradients() => Verify(_study, Unavailable().NotRaisedOnPlain(_study));

    [Test]
    public Task Iterating_helps_on_plain_teachers() => Verify(_study, IteratingHelpsPlainTeachers());

    [Test]
    public Task No_black_box_is_better_on_plain_teachers() => Verify(_study, BlackBox().NotRaisedOnPlain(_study));

    [Test]
    public Task Transferred_images_are_no_better_on_plain_teachers() => Verify(_study, Transferred().NotRaisedOnPlain(_study));

    [Test]
    public Task An_unconstrained_attack_breaks_plain_teachers() => Verify(_study, Unconstrained().NotRaisedOnPlain(_study));

    [Test]
    public Task A_large_epsilon_breaks_plain_teachers() => Verify(_study, PlainTeachersFall());

    [Test]
    public Task The_worst_case_over_all_attacks_leaves_no_advantage() => Verify(_study, WorstCaseIsNoBetter());

    /// <summary>The temperature-1 teacher of a model's size.</summary>
    private static ModelName PlainOf(ModelName model) => ModelsOfSize.OfSizeOf(model).Plain;

    /// <summary>The temperature-1 teacher of the seed; for that teacher itself, the one of the next seed.</summary>
    private static StoredModel<ImageNetwork> SubstituteOf(
        ModelName model, int seedIndex, ImmutableArray<StoredModel<ImageNetwork>> substitutes) =>
        substitutes[ModelsOfSize.AllPlain.Contains(model) ? (seedIndex + 1) % substitutes.Length : seedIndex];

    private MaskingFlag Unavailable() => new(
        "no gradient",
        "For models trained at T gradients are unavailable: the loss's gradient with respect to the image is exactly zero for many images.",
        $"{Pintor}, indicator 'unavailable gradients'; {Athalye}",
        $"share of images without any gradient, in percent (large: more than {Margin})",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Mean($"{model}", _study.Of(model).Vanishing()),
        _study.TestSample.Count);

    private MaskingFlag NoBetterThanOneStep() => new(
        "PGD - FGSM",
        "On models trained at T an iterative attack is no better than one step: accuracy under PGD is no lower than under FGSM.",
        $"{Athalye}: 'one-step attacks perform better than iterative attacks'",
        $"accuracy under PGD minus that under FGSM, in points (at least as much: {-Margin} or more)",
        IsRaised: Rule.AtLeast(-Margin),
        IsNotRaised: Rule.Below(-Margin),
        model => Difference($"{model}", _study.Of(model).Recognized(AttackSuite.Pgd), _study.Of(model).Recognized(AttackSuite.Fgsm)),
        _study.TestSample.Count);

    private MaskingFlag BlackBox() => new(
        "PGD - Square",
        "On models trained at T a black-box attack beats the white-box attack: accuracy is lower under Square, which sees logits alone, "
            + "than under PGD.",
        $"{Athalye}: 'black-box attacks are better than white-box attacks'",
        $"accuracy under PGD minus that under Square, {Points}",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Difference($"{model}", Pgd(model), Trials(model).Recognized(ChecklistTrials.Square)),
        Images);

    private MaskingFlag Transferred() => new(
        "PGD - transferred",
        "On models trained at T transferred images beat the direct attack: accuracy is lower on PGD's images of the temperature-1 teacher "
            + "of the same size and seed than under PGD itself.",
        $"{Carlini}, on transferability",
        $"accuracy under PGD minus that on PGD's images of the temperature-1 teacher (of the next seed, for that teacher itself), {Points}",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Difference($"{model}", Pgd(model), Trials(model).Recognized(ChecklistTrials.Transfer)),
        Images);

    private MaskingFlag Unconstrained() => new(
        "PGD at epsilon 1",
        "On models trained at T an unconstrained attack does not reach 0 %: some images resist PGD even with an epsilon of 1, which allows "
            + "any image.",
        $"{Athalye}: 'unbounded attacks do not reach 100% success'; {Pintor}, indicator 'unconstrained attack failure'",
        $"accuracy under PGD with an epsilon of 1, in percent (some: more than {Margin})",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Mean($"{model}", Trials(model).Recognized(ChecklistTrials.UnboundedPgd)),
        Images);

    private MaskingFlag DoesNotFall() => new(
        "PGD - PGD at 32/255",
        "On models trained at T a larger epsilon hardly helps: accuracy under PGD is about as high at 32/255 as at the experiment's "
            + "epsilon.",
        $"{Athalye}: 'increasing distortion bound does not increase success'; {Carlini}",
        $"accuracy under PGD at {_study.Experiment.EpsilonText} minus that at {ChecklistTrials.LargestLevel}/255, in points (about as "
            + $"much: {Margin} or less)",
        IsRaised: DifferenceRule.Shares.IsNotLarge,
        IsNotRaised: DifferenceRule.Shares.IsLarge,
        model => Difference($"{model}", Pgd(model), Trials(model).Recognized(ChecklistTrials.AtLevel(ChecklistTrials.LargestLevel))),
        Images);

    private MaskingFlag SilentSuccess() => new(
        "PGD - best iterate",
        "On models trained at T PGD succeeds silently: an earlier iterate is adversarial, and the one returned is not.",
        $"{Pintor}, indicator 'silent success'",
        $"accuracy under PGD minus that under its best iterate, {Points}",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Difference($"{model}", Pgd(model), Trials(model).Recognized(ChecklistTrials.BestIterate)),
        Images);

    private MaskingFlag IncompleteOptimization() => new(
        "PGD - four times the steps",
        "On models trained at T PGD's optimization is incomplete: with four times the steps accuracy is lower.",
        $"{Pintor}, indicator 'incomplete optimization', measured by its consequence; {Carlini}, on convergence",
        $"accuracy under PGD minus that under PGD with four times the steps, {Points}",
        IsRaised: DifferenceRule.Shares.IsLarge,
        IsNotRaised: DifferenceRule.Shares.IsNotLarge,
        model => Difference($"{model}", Pgd(model), Trials(model).Recognized(ChecklistTrials.LongPgd)),
        Images);

    private SubClaim UnavailableAtT() => Unavailable().RaisedAtT(
        _study,
        (
            "CIFAR-10",
            Verdict.Mixed,
            "Gradients vanish for 11 percent of the images in the Full teacher, and for 2 to 4 percent in the other models."),
        ("TSRD", Verdict.Mixed, "Gradients vanish for half of the images in the Full models, and for next to none in the Reduced ones."));

    private SubClaim NoBetterThanOneStepAtT() => NoBetterThanOneStep().RaisedAtT(
        _study,
        ("CIFAR-10", Verdict.Contradicted, "Accuracy is far lower under PGD than under FGSM: its steps still find their way."),
        (
            "TSRD",
            Verdict.Undecided,
            "Steps help on the Reduced teacher, which has gradients; on the Full models they help little, about as much as the margin."));

    private SubClaim BlackBoxIsBetterAtT() => BlackBox().RaisedAtT(
        _study,
        ("CIFAR-10", Verdict.Contradicted, "Accuracy is higher under Square than under PGD: the gradients are good enough to follow."),
        ("TSRD", Verdict.Contradicted, "Accuracy is far higher under Square than under PGD, as on plain teachers."),
        (
            "TSRD as described",
            Verdict.Mixed,
            "Square is better than PGD on the Full models, by 14 and 15 points, and no better on the Reduced ones."));

    private SubClaim TransferredAreBetterAtT() => Transferred().RaisedAtT(
        _study,
        ("CIFAR-10", Verdict.Contradicted, "Another teacher's adversarial images deceive these models less often than PGD's own."),
        ("TSRD", Verdict.Contradicted, "Another teacher's adversarial images deceive these models less often than PGD's own."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "Another teacher's adversarial images deceive these models less often than PGD's own."));

    private SubClaim UnconstrainedFailsAtT() => Unconstrained().RaisedAtT(
        _study,
        ("CIFAR-10", Verdict.Contradicted, "It breaks nearly all images: few have no gradient at all."),
        ("TSRD", Verdict.Contradicted, "It breaks nearly all images."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "It breaks nearly all images."));

    private SubClaim DoesNotFallAtT() => DoesNotFall().RaisedAtT(
        _study,
        ("CIFAR-10", Verdict.Undecided, "Accuracy under PGD is low at 8/255 already: so few images can't decide how much it still falls."),
        ("TSRD", Verdict.Contradicted, "Accuracy falls further, by most on the Reduced models."));

    private SubClaim IteratingHelpsPlainTeachers() => NoBetterThanOneStep().NotRaisedOnPlain(
        _study,
        ("CIFAR-10", Verdict.Mixed, "The Reduced teacher's accuracy under one step is so low that more steps can hardly lower it."));

    private SubClaim SilentlySucceeds() => SilentSuccess().RaisedAtT(
        _study,
        ("Signs", Verdict.Contradicted, "What PGD breaks on its way stays broken: where there is no gradient, it never finds anything."),
        ("CIFAR-10", Verdict.Contradicted, "What PGD breaks on its way stays broken."),
        (
            "TSRD",
            Verdict.Contradicted,
            "The last iterate breaks more: the best one is the first that is misclassified, and its class is still among the top 3."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "What PGD breaks on its way stays broken."));

    private SubClaim IsIncomplete() => IncompleteOptimization().RaisedAtT(
        _study,
        ("Signs", Verdict.Contradicted, "More steps change nothing: a gradient of exactly zero stays so."),
        ("CIFAR-10", Verdict.Contradicted, "More steps change hardly anything: PGD has converged."),
        ("TSRD", Verdict.Contradicted, "More steps change hardly anything: PGD has converged."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "More steps change hardly anything: PGD has converged."));

    // Where nothing is left at the experiment's epsilon, nothing can fall: what is left at the largest one is looked at instead.
    private SubClaim PlainTeachersFall() => OfShares(
        Images,
        _study,
        "For plain teachers accuracy falls to nothing with a growing epsilon.",
        $"control of ours: {Athalye}",
        $"accuracy under PGD at {ChecklistTrials.LargestLevel}/255, in percent (nothing: {Margin} or less)",
        DifferenceRule.Shares.IsNotLarge,
        ModelsOfSize.AllPlain.Select(model =>
            Mean($"{model}", Trials(model).Recognized(ChecklistTrials.AtLevel(ChecklistTrials.LargestLevel)))));

    private SubClaim WorstCaseIsNoBetter() => OfShares(
        Images,
        _study,
        "In the worst case over all attacks, image by image, training at T gains nothing.",
        $"{Carlini}, on the worst case of each example; control of ours",
        "share of images that withstand FGSM, PGD, their CW-strong versions, PGD's best iterate and four times its steps, transferred PGD, "
            + "Square, APGD-CE, APGD-DLR and APGD-T, of the model trained at T minus the temperature-1 teacher of its size, "
            + Points,
        DifferenceRule.Shares.IsNotLarge,
        ModelsOfSize.AllTrainedAtT.Select(model => Difference($"{model} - {PlainOf(model)}", WorstCase(model), WorstCase(PlainOf(model)))));

    /// <summary>100 for each image that no attack of the experiment's epsilon breaks, else 0; shape <c>[seeds, images]</c>.</summary>
    private ImmutableArray<double[]> WorstCase(ModelName model)
    {
        var trials = Trials(model);
        return Worst(MeasuredAttacks.Select(attack => First(model, attack)).Concat(FurtherAttacks.Select(trials.Recognized)));
    }

    /// <summary>The least of each image over attacks, each of shape <c>[seeds, images]</c>.</summary>
    private static ImmutableArray<double[]> Worst(IEnumerable<ImmutableArray<double[]>> recognized) =>
        recognized.Aggregate((worst, more) => worst.Combine(more, Math.Min));

    /// <summary>The first images under PGD with the experiment's epsilon.</summary>
    private ImmutableArray<double[]> Pgd(ModelName model) => First(model, AttackSuite.Pgd);

    private ImmutableArray<double[]> First(ModelName model, AttackVariant attack) =>
        _study.Of(model).Recognized(attack).First(Images);

    private TrialGroup Trials(ModelName model)
    {
        // The study notes the sources for every test that asks it.
        var substitutes = _study.Of(PlainOf(model)).Models;
        return _study.Try(
            model, ChecklistTrials.Of(_study.Experiment), Images, seedIndex => SubstituteOf(model, seedIndex, substitutes));
    }
}

using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// Paper sections 5.2.2 and 5.3.1: training at a high temperature blunts weak attacks, with or without distillation; dividing the logits by
/// the temperature ('CW-strong') undoes that; a small gain of the distilled student remains.
/// </summary>
[TestFixtureSource(typeof(ImageStudy), nameof(ImageStudy.All))]
[Claim(
    "Robustness",
    "This has a gradient masking effect that is sufficient to resist weak gradient-based attacks. Modifying the attack "
        + "as was done in [4, 5] largely negates this advantage.",
    "section 1, finding 2")]
public sealed partial class Robustness(ImageStudy data)
{
    private const string Section = "sections 5.2.2 and 5.3.1, figures 5 and 13";

    private static readonly string Points = $"in points (large: more than {DifferenceRule.Shares.Margin})";

    // Attacks that follow the gradient of the cross-entropy, which the softmax can mask.
    private static readonly AttackVariant[] WeakAttacks = [AttackSuite.Fgsm, AttackSuite.Pgd];

    private static readonly (string Plain, string Hot, string Student)[] Sizes =
    [
        ("RT_temp1", "RT_tempT", "RS_tempT_from_RT_tempT"),
        ("FT_temp1", "FT_tempT", "FS_tempT_from_FT_tempT"),
    ];

    private readonly ImageStudy _study = data;

    [OneTimeSetUp]
    public void Train() => _study.Prepare(Flavours.All);

    [Test]
    public Task The_claim_as_a_whole() => Recorded(_study, () => ClaimSnapshot.Verify(
        [
            TemperatureBlunts(), DistillationIsNotNeeded(), DistillationAloneDoesNotBlunt(), StrongTakesBack(), StrongIsAsGood(),
            StudentGains(), .. DeepFoolClaims(), GradientsVanish(), StrongGradientsDoNot(),
        ],
        controls: [ScaleFreeAttackIsAsGood()]));

    [Test]
    public Task A_training_temperature_blunts_weak_attacks() => Verify(_study, TemperatureBlunts());

    [Test]
    public Task A_teacher_needs_no_distillation_for_it() => Verify(_study, DistillationIsNotNeeded());

    [Test]
    public Task Distillation_without_temperature_does_not_blunt() => Verify(_study, DistillationAloneDoesNotBlunt());

    [Test]
    public Task CW_strong_takes_the_gain_back() => Verify(_study, StrongTakesBack());

    [Test]
    public Task CW_strong_leaves_no_advantage() => Verify(_study, StrongIsAsGood());

    [Test]
    public Task The_student_gains_a_little_under_CW_strong() => Verify(_study, StudentGains());

    [Test]
    public Task DeepFool_is_indifferent() => _study.Experiment.HasDeepFool
        ? Verify(_study, DeepFoolIsIndifferent())
        : IgnoreDeepFool();

    [Test]
    public Task Mechanism_gradients_vanish() => Verify(_study, GradientsVanish());

    [Test]
    public Task Mechanism_CW_strong_brings_gradients_back() => Verify(_study, StrongGradientsDoNot());

    [Test]
    public Task Control_an_attack_that_masking_cannot_fool() => Verify(_study, ScaleFreeAttackIsAsGood());

    private SubClaim TemperatureBlunts() => OfShares(
        _study,
        "Weak attacks are blunted by the training temperature alone: teachers trained at T withstand them better than those of "
            + "temperature 1.",
        Section,
        $"accuracy under attack of the teacher trained at T minus that of the temperature-1 teacher of its size, {Points}",
        from size in Sizes
        from attack in WeakAttacks
        select Compare(size.Hot, size.Plain, attack, DifferenceRule.Shares.IsLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "True of the Reduced teachers under both attacks. The Full ones differ so much from seed to seed that three seeds leave both "
                + "open, with 11 points under FGSM and 28 under PGD."));

    private SubClaim DistillationIsNotNeeded() => OfShares(
        _study,
        "One does not need distillation for it: the defensively distilled student withstands weak attacks no better than its teacher.",
        "section 5.1.1: 'one does not need distillation for defense against weak attacks'; section 5.2.2",
        $"accuracy under attack of the student trained at T minus that of its teacher trained at T, {Points}",
        from size in Sizes
        from attack in WeakAttacks
        select Compare(size.Student, size.Hot, attack, DifferenceRule.Shares.IsNotLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "No student does better than its teacher; that it surely does not is decided for the Full ones, which are 11 points below. The "
                + "Reduced ones, 1 and 4 points below, stay open."));

    private SubClaim DistillationAloneDoesNotBlunt() => OfShares(
        _study,
        "Distillation without temperature does not do it: students trained at temperature 1 withstand weak attacks no better than "
            + "temperature-1 teachers.",
        Section,
        $"accuracy under attack of the temperature-1 student of the teacher trained at T minus that of the temperature-1 teacher, {Points}",
        from pair in new[]
        {
            (Student: "RS_temp1_from_RT_tempT", Teacher: "RT_temp1"),
            (Student: "FS_temp1_from_FT_tempT", Teacher: "FT_temp1"),
        }
        from attack in WeakAttacks
        select Compare(pair.Student, pair.Teacher, attack, DifferenceRule.Shares.IsNotLarge),
        (
            "Signs",
            Verdict.Inconclusive,
            "The differences are -8 to 3 points; three seeds leave all four open."));

    private SubClaim StrongTakesBack() => OfShares(
        _study,
        "Dividing the logits by T makes the attacks potent again ('CW-strong negation').",
        Section,
        $"accuracy under the weak attack minus that under its CW-strong version, {Points}",
        from size in Sizes
        from model in new[] { size.Hot, size.Student }
        from attack in WeakAttacks
        select Difference(
            $"{model}, {attack}",
            Recognized(model, attack),
            Recognized(model, attack.Strong),
            DifferenceRule.Shares.IsLarge),
        (
            "Signs",
            Verdict.PartlySupported,
            "Each of the eight attacks regains 13 to 34 points. Six are decided; those on FS_tempT_from_FT_tempT, which differs most "
                + "from seed to seed, are not."));

    private SubClaim StrongIsAsGood() => OfShares(
        _study,
        "Under CW-strong attacks nothing that matters is left of the advantage: a model trained at T withstands them no better "
            + "than one of temperature 1.",
        Section + ": 'largely negates this advantage'",
        $"accuracy under the CW-strong attack of the model trained at T minus that of the temperature-1 teacher of its size, {Points}",
        from size in Sizes
        from model in new[] { size.Hot, size.Student }
        from attack in WeakAttacks
        select Compare(model, size.Plain, attack.Strong, DifferenceRule.Shares.IsNotLarge),
        (
            "Signs",
            Verdict.Inconclusive,
            "The differences are -14 to 7 points, and three seeds leave all eight open. Where something may be left, 5 to 7 points of the "
                + "Reduced networks under PGD, the weak attack showed 27 to 31."));

    private SubClaim StudentGains() => OfShares(
        _study,
        "Under CW-strong attacks the defensively distilled student does marginally better than its teacher of the same temperature.",
        Section + "; 'marginally better', 'not due to random chance'",
        "accuracy under the CW-strong attack of the student minus that of its own teacher, in points (better: above 0)",
        from size in Sizes
        from attack in WeakAttacks
        select Compare(size.Student, size.Hot, attack.Strong, DifferenceRule.IsPositive),
        (
            "Signs",
            Verdict.Inconclusive,
            "No gain is seen, and none of the size that the paper reports (0.1 to 2 points on CIFAR-10) could be: seeds differ by "
                + "more than that, and three of them give intervals of 28 to 62 points."));

    private SubClaim DeepFoolIsIndifferent() => OfShares(
        _study,
        "DeepFool, which works on the logits, is indifferent to the training temperature and to CW-strong.",
        "figure 5",
        "accuracy under DeepFool: weak minus CW-strong version, and trained at T minus temperature 1, in points (indifferent: "
            + $"within {DifferenceRule.Shares.Margin})",
        from size in Sizes
        from finding in new[]
        {
            WeakAgainstStrong(size.Hot, AttackSuite.DeepFool),
            WeakAgainstStrong(size.Student, AttackSuite.DeepFool),
            Difference(
                $"{size.Hot} - {size.Plain}",
                Recognized(size.Hot, AttackSuite.DeepFool),
                Recognized(size.Plain, AttackSuite.DeepFool),
                DifferenceRule.Shares.IsSmall),
        }
        select finding,
        (
            "Signs",
            Verdict.PartlySupported,
            "No difference is above 3 points; four of six intervals reach beyond the margin."));

    private SubClaim GradientsVanish() => OfShares(
        _study,
        "The mechanism is gradient masking: training at T makes the loss's gradient by the image exactly zero for many images.",
        "sections 1 and 5.1.1: 'adversaries have no meaningful gradients to exploit'; measured by us",
        $"share of images without any gradient, of the model trained at T minus the temperature-1 teacher of its size, {Points}",
        from size in Sizes
        from model in new[] { size.Hot, size.Student }
        select Difference(
            $"{model} - {size.Plain}", _study.Of(model).Vanishing(), _study.Of(size.Plain).Vanishing(), DifferenceRule.Shares.IsLarge));

    private SubClaim StrongGradientsDoNot() => OfShares(
        _study,
        "Dividing the logits by T brings the gradients back: hardly any image is left without one.",
        "section 5.2.2; measured by us",
        $"share of images without any gradient on logits divided by T, in percent (hardly any: {DifferenceRule.Shares.Margin} or less)",
        from size in Sizes
        from model in new[] { size.Hot, size.Student }
        select Mean(model, _study.Of(model).VanishingWhenStrong(), DifferenceRule.Shares.IsNotLarge));

    /// <remarks>
    /// What is run is APGD-DLR alone, untargeted, from one start of 50 steps: stronger attacks may exist, and the statement says more than
    /// that. Its text is pinned.
    /// </remarks>
    private SubClaim ScaleFreeAttackIsAsGood() => OfShares(
        _study,
        "An attack that no masking can fool finds no advantage of training at T: APGD with the DLR loss, which does not depend on "
            + "the logits' scale.",
        "control of ours",
        $"accuracy under APGD-DLR of the model trained at T minus that of the temperature-1 teacher of its size, {Points}",
        from size in Sizes
        from model in new[] { size.Hot, size.Student }
        select Difference(
            $"{model} - {size.Plain}",
            Recognized(model, AttackSuite.Control),
            Recognized(size.Plain, AttackSuite.Control),
            DifferenceRule.Shares.IsNotLarge),
        (
            "Signs",
            Verdict.Inconclusive,
            "The Reduced networks trained at T may be a little more robust, the Full ones a little less; three seeds leave all "
                + "four open. But it takes "
                + "every one of them to 42 to 48 %, as far as the CW-strong attacks do or further, where the weak PGD stops at 70 "
                + "to 82 %."));

    /// <summary>Accuracy of a model under an attack minus that of another, on the same images.</summary>
    private Finding Compare(string model, string reference, AttackVariant attack, Func<Interval, Verdict> decide) =>
        Difference($"{model} - {reference}, {attack}", Recognized(model, attack), Recognized(reference, attack), decide);

    private Finding WeakAgainstStrong(string model, AttackVariant attack) => Difference(
        $"{model}, weak - CW-strong",
        Recognized(model, attack),
        Recognized(model, attack.Strong),
        DifferenceRule.Shares.IsSmall);

    private IEnumerable<SubClaim> DeepFoolClaims() => _study.Experiment.HasDeepFool ? [DeepFoolIsIndifferent()] : [];

    private static Task IgnoreDeepFool()
    {
        Assert.Ignore("The paper does not use DeepFool on this data set.");
        return Task.CompletedTask;
    }

    private ImmutableArray<double[]> Recognized(string model, AttackVariant attack) => _study.Of(model).Recognized(attack);
}

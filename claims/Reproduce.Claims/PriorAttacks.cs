using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>
/// What the paper reports of the works that it builds on, sections 1 and 3: defensive distillation withstands JSMA and FGSM ([10], Papernot
/// et al.), and does not withstand Carlini and Wagner's attacks ([4, 5]).
/// </summary>
/// <remarks>
/// JSMA is targeted at the class after the true one and takes the probabilities as its outputs; CW-L2 takes nine constants with 100
/// iterations each. Both were chosen by their costs, before the first run. That JSMA succeeds on divided logits was first asked of the
/// difference between shares of all images. This counts images that the distilled student gets wrong as they are, which no attack has
/// to break: the reading was seen to be undecided for that reason, stands beside now, and success among the recognized images, the measure
/// of CW-L2, took its place. An image is recognized where the largest logit is its class's, as in [4, 5, 10], on TSRD too, where accuracy
/// counts the three largest: both attacks stop as soon as another logit is the largest. Its first run had counted three, and CW-L2 broke
/// nothing.
/// </remarks>
[TestFixtureSource(typeof(ImageStudy), nameof(ImageStudy.All))]
[Claim(
    "PriorAttacks",
    "[10] proposes distilling a teacher network [...] and showed that it is effect against the Jacobian-Based Saliency Map Attack (JSMA) "
        + "and the Fast Gradient Sign Method (FGSM) attack. However, more recent works have challenged the application of distillation "
        + "to Trustworthy AI by arguing that it neither improves robustness [4, 5] [...]",
    "section 1")]
public sealed class PriorAttacks(ImageStudy data)
{
    private const int MostImages = 32;
    private const int Iterations = 100;

    // Carlini and Wagner report 100 %.
    private const double Success = 95;

    private const string Jsma = "JSMA";
    private const string StrongJsma = "JSMA-CW";
    private const string CarliniWagner = "CW-L2";

    private const string AsTheySay =
        "Defensive distillation withstands JSMA and FGSM, as Papernot et al. say, but neither CW-L2 nor JSMA on logits divided by T, as "
            + "Carlini and Wagner say.";

    private static readonly ImmutableArray<AttackTrial> Attacks =
    [
        new(Jsma, new Jsma()),
        new(StrongJsma, new Jsma()) { IsStrong = true },
        new(CarliniWagner, new CarliniWagnerL2(Iterations: Iterations)),
    ];

    private readonly ImageStudy _study = data;

    private static IEnumerable<ModelName> Models => ModelsOfSize.All.SelectMany(size => new[] { size.Plain, size.StudentAtT });

    private int Images => Math.Min(MostImages, _study.TestSample.Count);

    [OneTimeSetUp]
    public void Attack()
    {
        _study.Prepare([.. Models]);
        foreach (var model in Models)
        {
            _ = Trials(model);
        }
    }

    [Test]
    public Task The_claim_as_a_whole() => VerifyWhole(
        _study,
        primary: [DistillationWithstands(), CarliniWagnerSucceeds(), StrongJsmaSucceeds()],
        beside: [StrongJsmaBreaksAsMany()],
        (
            "Signs",
            Verdict.Supported,
            AsTheySay),
        ("CIFAR-10", Verdict.Supported, AsTheySay),
        (
            "TSRD",
            Verdict.Mixed,
            "Defensive distillation withstands JSMA and FGSM, as Papernot et al. say, but not CW-L2, as Carlini and Wagner say. JSMA on "
                + "logits divided by T breaks all images that the Full student recognizes, and a quarter of the few that the Reduced one "
                + "does."),
        (
            "TSRD as described",
            Verdict.Mixed,
            "Defensive distillation withstands JSMA and FGSM, as Papernot et al. say, but not CW-L2, as Carlini and Wagner say. JSMA on "
                + "logits divided by T breaks half of the images that the Reduced student recognizes, and three quarters of the Full "
                + "one's; of the temperature-1 teachers it breaks nearly all."));

    [Test]
    public Task Distillation_withstands_JSMA_and_FGSM() => Verify(_study, DistillationWithstands());

    [Test]
    public Task CW_L2_succeeds_on_plain_and_distilled_networks() => Verify(_study, CarliniWagnerSucceeds());

    [Test]
    public Task JSMA_on_divided_logits_succeeds() => Verify(_study, StrongJsmaSucceeds());

    [Test]
    public Task JSMA_on_divided_logits_breaks_as_many_of_all_images() => Verify(_study, StrongJsmaBreaksAsMany());

    [Test]
    public Task Success_and_distortion() => VerifyTable(_study, DistortionTable);

    private SubClaim DistillationWithstands() => OfShares(
        Images,
        _study,
        "Defensive distillation is effective against JSMA and FGSM: both succeed less often on the distilled student than on a plain "
            + "network.",
        "section 1, of [10]",
        $"share of images that the attack breaks, of the temperature-1 teacher minus the distilled student of its size, {Points}",
        DifferenceRule.Shares.IsLarge,
        from size in ModelsOfSize.All
        from attack in new[] { Jsma, AttackSuite.Fgsm.Title }
        select Difference($"{size.Plain} - {size.StudentAtT}, {attack}", Broken(size.Plain, attack), Broken(size.StudentAtT, attack)));

    private SubClaim CarliniWagnerSucceeds() => Succeeds(
        "Carlini and Wagner's attack in the Euclidean norm succeeds on distilled and plain networks alike.",
        "section 1, of [4]: distillation does not improve robustness",
        $"percent of the recognized images that CW-L2 breaks (succeeds: {Success} or more)",
        Models,
        CarliniWagner);

    private SubClaim StrongJsmaSucceeds() => Succeeds(
        "JSMA succeeds on the distilled student once its logits are divided by T.",
        "section 3, of [4, 5]: attacks 'that can succeed on defensively distilled networks by only dividing their pre-softmax logits by T'",
        $"percent of the recognized images that JSMA-CW breaks (succeeds: {Success} or more)",
        ModelsOfSize.All.Select(size => size.StudentAtT),
        StrongJsma,
        (
            "TSRD",
            Verdict.Mixed,
            "It breaks all images that the Full student recognizes, and a quarter of the few that the Reduced one does."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "It breaks half of the images that the Reduced student recognizes, and three quarters of the Full one's."));

    private SubClaim StrongJsmaBreaksAsMany() => OfShares(
        Images,
        _study,
        "Of all images, recognized or not, JSMA breaks as many of the distilled student as of a plain network once its logits are divided "
            + "by T.",
        "section 3, of [4, 5]; our first reading",
        $"share of images that JSMA breaks, of the temperature-1 teacher minus the distilled student under JSMA-CW, {Points}",
        DifferenceRule.Shares.IsNotLarge,
        ModelsOfSize.All.Select(size => Difference(
            $"{size.Plain} - {size.StudentAtT}", Broken(size.Plain, StrongJsma), Broken(size.StudentAtT, StrongJsma))),
        (
            "Signs",
            Verdict.Undecided,
            "What differs is how many images the networks recognize as they are: of those, JSMA breaks as many."),
        (
            "TSRD",
            Verdict.Contradicted,
            "The Reduced student recognizes few of these images as they are, which leaves JSMA few to break."),
        (
            "TSRD as described",
            Verdict.Contradicted,
            "These students recognize fewer images as they are, and JSMA breaks a smaller share of those."));

    private Table DistortionTable() => Table
        .WithColumns(
            Column.Text("model"),
            Column.Number("JSMA %", ClaimTolerance.Share(Images), decimals: 1),
            Column.Number("JSMA-CW %", ClaimTolerance.Share(Images), decimals: 1),
            Column.Number("FGSM %", ClaimTolerance.Share(Images), decimals: 1),
            Column.Number("CW-L2 %", ClaimTolerance.Share(Images), decimals: 1),
            Column.Number("median distance", ClaimTolerance.Numbers, decimals: 3),
            Column.Number("distilled / plain", ClaimTolerance.Numbers, decimals: 2))
        .WithHeading(
            $"{_study}: share of {Images} images that are recognized and that the attack breaks, over all seeds.",
            "Median distance: Euclidean, in [0, 1] pixel units, of CW-L2's adversarial images of all seeds from their images.")
        .AddRows(Models, model => (Cell[])
        [
            model.ToString(),
            .. new[] { Jsma, StrongJsma, AttackSuite.Fgsm.Title, CarliniWagner }.Select(attack => (Cell)Broken(model, attack).Mean()),
            MedianDistance(model),
            MedianDistance(model) / MedianDistance(ModelsOfSize.OfSizeOf(model).Plain),
        ]);

    /// <summary>An attack breaks nearly all of the recognized images: a case for each model that recognizes any of them.</summary>
    private SubClaim Succeeds(
        string statement,
        string source,
        string effect,
        IEnumerable<ModelName> models,
        string attack,
        params DataConclusion[] conclusions)
    {
        MeasuredCase[] cases =
        [
            .. from model in models
               let recognized = _study.Of(model).Predicted(AttackSuite.Clean).First(Images)
               where recognized.Mean() > 0
               select new MeasuredCase($"{model}", Sample.OfShare(Broken(model, attack), recognized, ValueRange.Percent)),
        ];
        return cases.Length == 0
            ? SubClaim.NotTested(statement, source, effect, "these models recognize none of the images")
            : OfShares(Images, _study, statement, source, effect, Rule.AtLeast(Success), cases, conclusions);
    }

    /// <summary>100 for each image that is recognized as it is, and not after an attack; else 0; shape <c>[seeds, images]</c>.</summary>
    private ImmutableArray<double[]> Broken(ModelName model, string attack)
    {
        var group = _study.Of(model);
        var attacked = attack == AttackSuite.Fgsm.Title
            ? group.Predicted(AttackSuite.Fgsm).First(Images)
            : Trials(model).Predicted(attack);
        return group.Predicted(AttackSuite.Clean).First(Images).Combine(attacked, (clean, after) => Math.Max(0, clean - after));
    }

    /// <returns>Null where the attack breaks no image.</returns>
    private double? MedianDistance(ModelName model)
    {
        double[] distances =
        [
            .. Broken(model, CarliniWagner).Zip(Trials(model).Distances(CarliniWagner))
                .SelectMany(seed => seed.First.Zip(seed.Second))
                .Where(image => image.First > 0)
                .Select(image => image.Second)
                .Order(),
        ];
        return distances.Length == 0 ? null : (distances[(distances.Length - 1) / 2] + distances[distances.Length / 2]) / 2;
    }

    private TrialGroup Trials(ModelName model) => _study.Try(model, Attacks, Images);
}

using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.DataSets;
using Reproduce.Figures;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class AttackChecklist
{
    [Test]
    public Task Flags_of_all_compared_models() => VerifyTable(_study, FlagTable);

    [Test]
    public Task All_attacks_of_the_checklist() => VerifyTable(_study, AttackTable);

    /// <remarks>
    /// Source: https://github.com/google-research/selfstudy-adversarial-robustness, whose defence <c>defense_temperature</c> is a network
    /// that was trained on logits divided by a large constant. Its success counts all images, also those that the network does not
    /// recognize as they are.
    /// </remarks>
    [Test]
    public Task Attack_success_beside_a_self_study() => _study.DataSet.Files == Cifar10.Files
        ? VerifyTable(_study, SelfStudyTable)
        : Ignored("The self-study attacks a network of CIFAR-10.");

    [Test]
    public Task Accuracy_by_epsilon() => Recorded(_study, () => FigureSnapshot.Verify(EpsilonCurvesFigure.Render(
        $"Accuracy under PGD by epsilon, {_study}",
        $"Means of {_study.Experiment.ComparedSeedCount} seeds and {Images} images; dashed: CW-strong, on logits divided by T",
        [.. ModelsOfSize.All.Select(size => PanelOf($"{size.Plain.Architecture}", size))])));

    private Table FlagTable()
    {
        MaskingFlag[] flags =
        [
            Unavailable(), NoBetterThanOneStep(), BlackBox(), Transferred(), Unconstrained(), DoesNotFall(), SilentSuccess(),
            IncompleteOptimization(),
        ];
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                .. flags.Select(flag => Column.Number(flag.Title, ClaimTolerance.Share(flag.Images), decimals: 1)),
                Column.Text("flags"),
            ])
            .WithHeading(
                $"{_study}: the flags of masked gradients, in percent or points; the last column names those raised, 1 to 8 from the left.",
                "A flag is raised where its rule, that of its sub-claim, is decided for this model by itself. The sixth says nothing of",
                "plain teachers, whose accuracy has nothing left to fall.")
            .AddRows(Models, model => (Cell[])
            [
                model.ToString(),
                .. flags.Select(flag => (Cell)flag.Of(model)),
                string.Join(' ', flags.Index().Where(flag => flag.Item.IsRaisedFor(model)).Select(flag => $"{flag.Index + 1}"))
                    is { Length: > 0 } raised ? raised : "none",
            ]);
    }

    private Table AttackTable()
    {
        AttackVariant[] stored = [AttackSuite.Clean, .. MeasuredAttacks];
        string[] trials = [.. FurtherAttacks, ChecklistTrials.UnboundedPgd];
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                .. stored.Select(attack => attack.Title).Concat(trials).Append("worst case")
                    .Select(name => Column.Number(name, ClaimTolerance.Share(Images), decimals: 1)),
            ])
            .WithHeading(
                $"{_study}: accuracy in percent on {Images} images, epsilon {_study.Experiment.EpsilonText} where none is named.",
                "Worst case: images that withstand all of these attacks but the one with epsilon 1.")
            .AddRows(Models, model => (Cell[])
            [
                model.ToString(),
                .. stored.Select(attack => (Cell)First(model, attack).Mean()),
                .. trials.Select(trial => (Cell)Trials(model).Recognized(trial).Mean()),
                WorstCase(model).Mean(),
            ]);
    }

    private Table SelfStudyTable()
    {
        var images = Math.Min(ChecklistTrials.SelfStudyImages, _study.TestSample.Count);
        var trials = ChecklistTrials.OfSelfStudy(_study.Experiment);
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                Column.Number("seeds", Tolerance.Exact),
                .. trials.Select(trial => trial.Name).Prepend("no attack").Append("worst case")
                    .Select(name => Column.Number(name, ClaimTolerance.Share(images), decimals: 1)),
            ])
            .WithHeading(
                $"{_study}: success of attacks in percent of the first {images} test images, epsilon {ChecklistTrials.SelfStudyLevel}/255: "
                    + "images that are not recognized.",
                "Worst case: images that at least one of the attacks succeeds on. A public self-study (selfstudy-adversarial-robustness,",
                "defense_temperature) reports 89 on these images for the best attack on its network with a training temperature, one model",
                "of another architecture.")
            .AddRows(ModelsOfSize.All[^1].TrainedAtT, model =>
            {
                var tried = _study.Try(model, trials, images);
                ImmutableArray<double[]>[] recognized = [.. trials.Select(trial => tried.Recognized(trial.Name))];
                return (Cell[])
                [
                    model.ToString(),
                    _study.Of(model).SeedCount,
                    100 - _study.Of(model).Recognized(AttackSuite.Clean).First(images).Mean(),
                    .. recognized.Select(one => (Cell)(100 - one.Mean())),
                    100 - Worst(recognized).Mean(),
                ];
            });
    }

    private EpsilonPanel PanelOf(string title, ModelsOfSize size) => new(
        title,
        [
            .. from model in size.Models.Index()
               from isStrong in model.Item == size.Plain ? [false] : new[] { false, true }
               select new EpsilonCurve(
                   isStrong ? $"{model.Item}, CW-strong" : $"{model.Item}", model.Index, isStrong, PointsOf(model.Item, isStrong)),
        ]);

    private EpsilonPoint[] PointsOf(ModelName model, bool isStrong)
    {
        var own = isStrong ? AttackSuite.Pgd.Strong : AttackSuite.Pgd;
        return
        [
            .. ChecklistTrials.CurveLevelsOf(_study.Experiment)
                .Select(level => new EpsilonPoint(level, Trials(model).Recognized(ChecklistTrials.AtLevel(level, isStrong)).Mean()))
                .Append(new EpsilonPoint(0, First(model, AttackSuite.Clean).Mean()))
                .Append(new EpsilonPoint(255 * _study.Experiment.Epsilon, First(model, own).Mean()))
                .OrderBy(point => point.Epsilon),
        ];
    }
}

using System.Collections.Immutable;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Figures;
using Reproduce.Results.Tables;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSubClaims;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class AttackChecklist
{
    [Test]
    public Task Flags_of_all_compared_models() => Recorded(_study, () => TableSnapshot.Verify(FlagTable()));

    [Test]
    public Task All_attacks_of_the_checklist() => Recorded(_study, () => TableSnapshot.Verify(AttackTable()));

    [Test]
    public Task Accuracy_by_epsilon() => Recorded(_study, () => FigureSnapshot.Verify(EpsilonCurvesFigure.Render(
        $"Accuracy Under PGD by Epsilon, {_study}",
        $"Means of {_study.Experiment.ComparedSeedCount} seeds and {Images} images; dashed: CW-strong, on logits divided by T",
        [PanelOf("Reduced", 0), PanelOf("Full", 1)])));

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
            .AddRows(Plain.Concat(Hot), model => (Cell[])
            [
                model,
                .. flags.Select(flag => (Cell)flag.Of(model)),
                string.Join(' ', flags.Index().Where(flag => flag.Item.IsRaisedFor(model)).Select(flag => $"{flag.Index + 1}"))
                    is { Length: > 0 } raised ? raised : "none",
            ]);
    }

    private Table AttackTable()
    {
        AttackVariant[] stored =
        [
            AttackSuite.Clean, AttackSuite.Fgsm, AttackSuite.Fgsm.Strong, AttackSuite.Pgd, AttackSuite.Pgd.Strong, AttackSuite.Control,
        ];
        string[] trials =
        [
            ChecklistTrials.ApgdCrossEntropy, ChecklistTrials.ApgdTargeted, ChecklistTrials.Square, ChecklistTrials.Transfer,
            ChecklistTrials.LongPgd, ChecklistTrials.BestIterate, ChecklistTrials.UnboundedPgd,
        ];
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
            .AddRows(Plain.Concat(Hot), model => (Cell[])
            [
                model,
                .. stored.Select(attack => (Cell)Percent(First(model, attack))),
                .. trials.Select(trial => (Cell)Percent(Trials(model).Recognized(trial))),
                Percent(WorstCase(model)),
            ]);
    }

    private EpsilonPanel PanelOf(string title, int size)
    {
        string[] models = [Plain[size], .. Hot.Skip(2 * size).Take(2)];
        return new EpsilonPanel(
            title,
            [
                .. from model in models.Index()
                   from isStrong in Plain.Contains(model.Item) ? [false] : new[] { false, true }
                   select new EpsilonCurve(
                       isStrong ? $"{model.Item}, CW-strong" : model.Item, model.Index, isStrong, PointsOf(model.Item, isStrong)),
            ]);
    }

    private EpsilonPoint[] PointsOf(string model, bool isStrong)
    {
        var own = isStrong ? AttackSuite.Pgd.Strong : AttackSuite.Pgd;
        return
        [
            .. ChecklistTrials.CurveLevelsOf(_study.Experiment)
                .Select(level => new EpsilonPoint(level, Percent(Trials(model).Recognized(ChecklistTrials.AtLevel(level, isStrong)))))
                .Append(new EpsilonPoint(0, Percent(First(model, AttackSuite.Clean))))
                .Append(new EpsilonPoint(255 * _study.Experiment.Epsilon, Percent(First(model, own))))
                .OrderBy(point => point.Epsilon),
        ];
    }

    private static double Percent(ImmutableArray<double[]> values) => values.Average(row => row.Average());
}

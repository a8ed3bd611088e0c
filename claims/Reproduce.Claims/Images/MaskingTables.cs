using Reproduce.Core.Attacks;
using Reproduce.Core.Models;
using Reproduce.Results.Tables;
using Reproduce.Testing;

namespace Reproduce.Claims.Images;

/// <summary>Tables of gradient masking; numbers are means over the seeds.</summary>
internal static class MaskingTables
{
    // A sign pattern counts as changed if a sign in twenty is: the sign of a small derivative may be rounding in either arithmetic.
    private const double ChangedShare = 0.05;

    /// <summary>How rounding changes gradients, and how much of what masking hides from FGSM that explains.</summary>
    public static Table Gradients(ImageStudy study)
    {
        var share = ClaimTolerance.Share(MaskingStudy.ImagesOf(study));
        return Table
            .WithColumns(
                Column.Text("model"),
                Column.Number("no gradient %", share, decimals: 1),
                Column.Number("values of zero %", share, decimals: 1),
                Column.Number("signs changed %", share, decimals: 1),
                Column.Number("masked from FGSM %", share, decimals: 1),
                Column.Number("of these no gradient %", ShareOfMasked, decimals: 1),
                Column.Number("of these signs changed %", ShareOfMasked, decimals: 1))
            .WithHeading(
                $"{study}: the gradient of the cross-entropy with respect to {MaskingStudy.ImagesOf(study)} test images, the derivative "
                    + "with respect to the logits in 32 bits.",
                "'No gradient': images for which it is exactly zero; 'values of zero': share of all its values; 'signs changed':",
                FormattableString.Invariant($"images whose signs differ in at least {100 * ChangedShare} % of the values from those ")
                    + "with a derivative in 64 bits, those without",
                "gradient among them; 'masked from FGSM': images that CW-strong FGSM breaks and weak FGSM does not; 'of these': the",
                "share of them.")
            .AddRows(ModelsOfSize.All.SelectMany(size => size.Models).Concat(MaskingStudy.StudentsOfPlainTeachers), model =>
            {
                var outcomes = study.Masking.Of(model).Outcomes;
                return (Cell[])
                [
                    model.ToString(),
                    100 * outcomes.Average(outcome => outcome.Vanishes.Average(vanishes => vanishes ? 1.0 : 0)),
                    100 * outcomes.Average(outcome => outcome.ZeroShare.Average()),
                    100 * outcomes.Average(outcome => outcome.SignChanges.Average(changed => changed >= ChangedShare ? 1.0 : 0)),
                    .. Masked(study, outcomes),
                ];
            });
    }

    /// <summary>The numbers behind the curves.</summary>
    public static Table Scales(ImageStudy study)
    {
        var temperatures = ScaledAttackSuite.TemperaturesOf(study.Experiment);
        var measured = ScaledAttackSuite.Of(study.Experiment);
        var share = ClaimTolerance.Share(MaskingStudy.ImagesOf(study));
        var rows = from size in ModelsOfSize.All
                   from model in size.Models
                   from attack in ScaledAttackSuite.Attacks
                   from arithmetic in Enum.GetValues<LossArithmetic>()
                   select (model, attack, arithmetic);
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                Column.Text("attack"),
                Column.Text("derivative"),
                .. temperatures.Select(temperature =>
                    Column.Number(FormattableString.Invariant($"/ {temperature:0.####}"), share, decimals: 1)),
            ])
            .WithHeading(
                $"{study}: accuracy in percent on {MaskingStudy.ImagesOf(study)} test images under attacks with epsilon "
                    + $"{study.Experiment.EpsilonText}; means over the seeds.",
                "The attack's loss sees logits divided by the number above: 1 is the weak attack,",
                FormattableString.Invariant($"{study.Experiment.Temperature} (T) is CW-strong. In 64 bits fewer scales are attacked."))
            .AddRows(rows, row => (Cell[])
            [
                row.model.ToString(),
                row.attack.Title,
                row.arithmetic == LossArithmetic.SinglePrecision ? "32 bits" : "64 bits",
                .. temperatures.Select(temperature => AccuracyUnder(new ScaledAttack(row.attack, temperature, row.arithmetic), row.model)),
            ]);

        Cell AccuracyUnder(ScaledAttack attack, ModelName model) =>
            measured.Contains(attack) ? study.Masking.Of(model).Accuracy(attack) : Cell.Empty;
    }

    /// <summary>What counting the top 3 instead of the top 1 does to each attack.</summary>
    public static Table TopOneAndThree(ImageStudy study)
    {
        var temperature = ScaledAttackSuite.DistillationTemperature(study.Experiment);
        var rows = from size in ModelsOfSize.All
                   from model in size.Models
                   from attack in ScaledAttackSuite.Attacks
                   select (model, attack);
        return Table
            .WithColumns(
            [
                Column.Text("model"),
                Column.Text("attack"),
                .. from k in new[] { 1, 3 }
                   from version in new[] { "weak", "64 bits", "logits / T" }
                   select Column.Number($"top {k}, {version}", ClaimTolerance.Share(MaskingStudy.ImagesOf(study)), decimals: 1),
            ])
            .WithHeading(
                $"{study}: accuracy in percent on {MaskingStudy.ImagesOf(study)} test images under attacks with epsilon "
                    + $"{study.Experiment.EpsilonText}; means over the seeds.",
                "'Top k': the true class is among the k largest logits; '64 bits' and 'logits / T': the weak attack with its loss's",
                "derivative in 64 bits, or with its loss on divided logits.")
            .AddRows(rows, row => (Cell[])
            [
                row.model.ToString(),
                row.attack.Title,
                .. from k in new[] { 1, 3 }
                   from attack in new ScaledAttack[]
                   {
                       new(row.attack), new(row.attack, 1, LossArithmetic.DoublePrecision), new(row.attack, temperature),
                   }
                   select (Cell)study.Masking.Of(row.model).AmongTheTop(k, attack).Mean(),
            ]);
    }

    // A share of few images: one of them moves it by some points.
    private static Tolerance ShareOfMasked => new(absolute: 2);

    /// <summary>The share of masked images, and the shares of these that have no gradient or other signs; empty where none is.</summary>
    private static IEnumerable<Cell> Masked(ImageStudy study, IReadOnlyList<MaskingOutcome> outcomes)
    {
        var weak = new ScaledAttack(AttackSuite.Fgsm);
        var strong = weak with { Temperature = (float)outcomes[0].Id.Recipe.TrainTemperature };
        var topK = study.Experiment.TopK;
        var images = outcomes.SelectMany(outcome => outcome.IsRight(weak, topK).Zip(outcome.IsRight(strong, topK)).Select((pair, i) => (
            IsMasked: pair.First && !pair.Second,
            Vanishes: outcome.Vanishes[i],
            IsChanged: outcome.SignChanges[i] >= ChangedShare))).ToArray();
        var masked = images.Where(image => image.IsMasked).ToArray();
        yield return 100.0 * masked.Length / images.Length;
        yield return masked.Length == 0 ? Cell.Empty : 100.0 * masked.Count(image => image.Vanishes) / masked.Length;
        yield return masked.Length == 0 ? Cell.Empty : 100.0 * masked.Count(image => image.IsChanged) / masked.Length;
    }
}

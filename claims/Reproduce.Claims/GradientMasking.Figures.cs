using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Figures;
using Reproduce.Testing;
using static Reproduce.Claims.Images.ImageSnapshots;

namespace Reproduce.Claims;

/// <summary>The tables and figures of the claim.</summary>
public sealed partial class GradientMasking
{
    [Test]
    public Task What_rounding_does_to_gradients() => VerifyTable(_study, () => MaskingTables.Gradients(_study));

    [Test]
    public Task Accuracy_by_scale_and_arithmetic() => VerifyTable(_study, () => MaskingTables.Scales(_study));

    [Test]
    public Task Accuracy_of_the_top_1_and_the_top_3() => VerifyTable(_study, () => MaskingTables.TopOneAndThree(_study));

    [Test]
    public Task Accuracy_by_scale_as_a_picture() => Recorded(_study, () => FigureSnapshot.Verify(
        ScaleCurvesFigure.Render(
            $"Accuracy under attack by the scale of the logits, {_study}: {MaskingStudy.ImagesOf(_study)} test images, epsilon "
                + _study.Experiment.EpsilonText,
            _study.Experiment.Temperature,
            [
                .. from size in ModelsOfSize.All
                   from attack in ScaledAttackSuite.Attacks
                   select new ScaleCurvesPanel(
                       $"{size.Plain.Architecture}, {attack}", [.. size.Models.Select(model => CurveOf(_study.Masking.Of(model), attack))]),
            ])));

    private ScaleCurve CurveOf(MaskingGroup group, AttackVariant attack)
    {
        return new(group.Name.ToString(), PointsIn(LossArithmetic.SinglePrecision), PointsIn(LossArithmetic.DoublePrecision));

        ScalePoint[] PointsIn(LossArithmetic arithmetic) =>
        [
            .. ScaledAttackSuite.TemperaturesOf(_study.Experiment, arithmetic).Select(temperature => new ScalePoint(
                1 / (double)temperature, group.Accuracy(new ScaledAttack(attack, temperature, arithmetic)))),
        ];
    }
}

using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Figures;

namespace Reproduce.Claims.Images;

/// <summary>One image under the weak and the CW-strong version of FGSM, as figure 6 shows it.</summary>
internal static class AttackedExample
{
    /// <summary>
    /// The first test image without any gradient that the defensively distilled Full student no longer recognizes under the strong
    /// attack; where there is none, the first image.
    /// </summary>
    public static AttackedImage Of(ImageStudy study)
    {
        var attack = AttackSuite.Fgsm;
        var settings = AttackSuite.AttackOf(study.Experiment, attack);
        var group = study.Of(ModelsOfSize.All[^1].StudentAtT);
        var weak = group.Outcomes[0].Attacks[attack];
        var strong = group.Outcomes[0].Attacks[attack.Strong];
        var index = Enumerable.Range(0, study.TestSample.Count)
            .FirstOrDefault(i => group.Outcomes[0].Vanishes[i] && strong.Ranks[i] > 0);
        var image = new float[study.TestSample.Shape.Size];
        Normalization.ToUnitRange(study.TestSample.Image(index), image);
        using var opened = study.Backend.Open(group.OfFirstSeed.Network);
        var network = new PixelNetwork(opened);
        var temperature = (float)group.OfFirstSeed.Id.Recipe.TrainTemperature;
        var label = study.TestSample.Labels[index];
        return new AttackedImage(
            study.PlaceInTestSplit(index),
            study.Data.ClassNames[label],
            settings,
            study.TestSample.Shape,
            Predicted(image, group.Outcomes[0].Attacks[AttackSuite.Clean]),
            Predicted(Attacked(network), weak),
            Predicted(Attacked(new LogitScaling(network, temperature)), strong));

        PredictedImage Predicted(float[] pixels, AttackOutcome outcome) => new(pixels, study.Data.ClassNames[outcome.Classes[index]]);

        float[] Attacked(IDifferentiableNetwork target) =>
            AttackRunner.Run(settings, target, image, new[] { label }, batchSize: 1, threads: 1);
    }
}

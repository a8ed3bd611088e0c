using Reproduce.Core.Attacks;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Networks.Lanes;
using Reproduce.Figures;

namespace Reproduce.Claims.Images;

/// <summary>One image under the weak and the CW-strong version of FGSM, as figure 6 shows it.</summary>
internal static class AttackedExample
{
    private const string Model = "FS_tempT_from_FT_tempT";

    /// <summary>
    /// The first test image that the defensively distilled model still recognizes under the weak attack and no longer under the strong one;
    /// where there is none, the first image.
    /// </summary>
    public static AttackedImage Of(ImageStudy study)
    {
        var attack = new Fgsm();
        var group = study.Of(Model);
        var weak = group.Outcomes[0].Attacks[attack.Name];
        var strong = group.Outcomes[0].Attacks[Core.Experiments.AttackSuite.StrongName(attack.Name)];
        var index = Math.Max(0, Enumerable.Range(0, study.TestSample.Count).ToList().FindIndex(i => weak.Ranks[i] == 1 && strong.Ranks[i] > 1));
        var image = new float[study.TestSample.Shape.Size];
        Normalization.ToUnitRange(study.TestSample.Image(index), image);
        using var lanes = new LaneNetwork(group.OfPaperSeed.Network);
        var network = new PixelNetwork(lanes);
        var temperature = (float)group.OfPaperSeed.Id.Recipe.TrainTemperature;
        var label = study.TestSample.Labels[index];
        return new AttackedImage(
            $"{study.Case}, Image {index} (Label '{study.Data.ClassNames[label]}') Attacked with {attack.Name}: Weak and CW-Strong",
            study.TestSample.Shape,
            image,
            AttackRunner.Run(attack, network, image, new[] { label }, batchSize: 1, threads: 1),
            AttackRunner.Run(attack, new LogitScaling(network, temperature), image, new[] { label }, batchSize: 1, threads: 1),
            study.Data.ClassNames[label],
            study.Data.ClassNames[weak.Classes[index]],
            study.Data.ClassNames[strong.Classes[index]]);
    }
}

using Reproduce.Core.Attacks;

namespace Reproduce.Claims.Images;

/// <summary>The paper's tables by data set; null where the paper has none.</summary>
internal static class PublishedTables
{
    /// <summary>Accuracies under attack in percent, figure 5 or 13.</summary>
    public static PublishedTable<AttackVariant>? Robustness(string dataSet) => dataSet switch
    {
        "CIFAR-10" => new("figure05_cifar10_robustness.csv"),
        "TSRD" => new("figure13_tsrd_robustness.csv"),
        _ => null,
    };

    /// <summary>The same; CIFAR-10's where the paper has none, as on the drawn signs, which stand in for it.</summary>
    public static PublishedTable<AttackVariant> RobustnessOrCifar10(string dataSet) => Robustness(dataSet) ?? Robustness("CIFAR-10")!;

    /// <summary>Accuracies in percent on as many training images as figure 5 or 13 has test images.</summary>
    public static PublishedTable<AttackVariant>? Training(string dataSet) => dataSet switch
    {
        "CIFAR-10" => new("cifar10_train_accuracy.csv"),
        "TSRD" => new("tsrd_train_accuracy.csv"),
        _ => null,
    };

    /// <summary>The same; CIFAR-10's where the paper has none.</summary>
    public static PublishedTable<AttackVariant> TrainingOrCifar10(string dataSet) => Training(dataSet) ?? Training("CIFAR-10")!;

    /// <summary>Adherences of students to their teachers (cosines), figure 8 or 15.</summary>
    public static PublishedTable<AttributionMethod>? Faithfulness(string dataSet) => dataSet switch
    {
        "CIFAR-10" => new("figure08_cifar10_faithfulness.csv"),
        "TSRD" => new("figure15_tsrd_faithfulness.csv"),
        _ => null,
    };

    /// <summary>The same; CIFAR-10's where the paper has none.</summary>
    public static PublishedTable<AttributionMethod> FaithfulnessOrCifar10(string dataSet) =>
        Faithfulness(dataSet) ?? Faithfulness("CIFAR-10")!;

    /// <summary>
    /// Training losses of the four teachers by epoch, read off the curves of figure 4 or 12; points that other curves hide are left out.
    /// </summary>
    public static PublishedTable<int>? TeacherLosses(string dataSet) => dataSet switch
    {
        "CIFAR-10" => new("figure04_cifar10_teacher_losses.csv") { ReadingError = 0.002 },
        "TSRD" => new("figure12_tsrd_teacher_losses.csv") { ReadingError = 0.004 },
        _ => null,
    };

    /// <summary>Adherences (cosines) of FS_tempT_from_FT_tempT to FT_temp1, which is not its teacher, on 300 images.</summary>
    public static PublishedTable<AttributionMethod>? ExtraPair(string dataSet) =>
        dataSet == "CIFAR-10" ? new("cifar10_extra_pair_faithfulness.csv") : null;
}

namespace Reproduce.DataSets;

/// <summary>A data set that is fetched, not generated.</summary>
public enum DataSet
{
    /// <summary>CIFAR-10.</summary>
    Cifar10,

    /// <summary>The Chinese Traffic Sign Recognition Database.</summary>
    Tsrd,
}

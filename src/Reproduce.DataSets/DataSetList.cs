using System.Collections.Immutable;

namespace Reproduce.DataSets;

/// <summary>The data sets that the command line and the claims run experiments on.</summary>
public static class DataSetList
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static ImmutableArray<DataSet> All { get; } = [Signs.Definition, Cifar10.Definition, Tsrd.AsReleased, Tsrd.AsDescribed];
}

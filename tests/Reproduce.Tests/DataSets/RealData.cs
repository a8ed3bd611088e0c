using Reproduce.DataSets;

namespace Reproduce.Tests.DataSets;

/// <summary>The published files, where this machine has them.</summary>
internal static class RealData
{
    /// <summary>The data set's folder; without one the test is ignored, and says what to run.</summary>
    public static string FolderOrIgnore(DataSet set)
    {
        if (!DataFolder.Has(Environment.GetEnvironmentVariable, set))
        {
            Assert.Ignore(DataFolder.MissingMessage(Environment.GetEnvironmentVariable, set));
        }

        return DataFolder.Of(Environment.GetEnvironmentVariable, set);
    }
}

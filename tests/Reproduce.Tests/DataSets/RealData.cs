using Reproduce.DataSets;

namespace Reproduce.Tests.DataSets;

/// <summary>The published files, where this machine has them.</summary>
internal static class RealData
{
    /// <summary>The data set's folder; without one the test is ignored, and says what to run.</summary>
    public static string FolderOrIgnore(DataSetFiles files)
    {
        if (!files.AreThere(Environment.GetEnvironmentVariable))
        {
            Assert.Ignore(files.MissingMessage(Environment.GetEnvironmentVariable));
        }

        return files.FolderIn(Environment.GetEnvironmentVariable);
    }
}

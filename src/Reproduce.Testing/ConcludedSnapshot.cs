using System.Diagnostics;
using Reproduce.Results;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Testing;

/// <summary>Pins a table that a person has drawn a conclusion from.</summary>
[StackTraceHidden]
internal static class ConcludedSnapshot
{
    /// <summary>Verifies the table; one whose conclusion is outdated always fails, with what has changed if that can be said.</summary>
    /// <param name="table">The table.</param>
    /// <param name="outdated">What is wrong with the conclusion; null where nothing is.</param>
    /// <exception cref="OutdatedConclusionException">The conclusion is outdated, and the table as pinned or to be accepted.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(Table table, string? outdated)
    {
        if (outdated is null)
        {
            return Verifier.VerifyTable(table);
        }

        if (!RunEnvironment.OfProcess.IsAccepting)
        {
            try
            {
                Verifier.VerifyTable(table);
            }
            catch (SnapshotException differs)
            {
                throw new SnapshotException($"{outdated}\n{differs.Message}")
                {
                    IsMissing = differs.IsMissing,
                    Summary = $"{outdated}\n{differs.Summary}",
                };
            }
        }

        throw new OutdatedConclusionException(outdated);
    }
}

using System.Collections.Immutable;
using NUnit.Framework.Internal;
using Reproduce.Core.Models;
using Reproduce.Core.Store;
using Reproduce.Results;

namespace Reproduce.Testing;

/// <summary>
/// Records which models and measurements a running test used, so that its results say where they come from. A study records what it
/// returns, so that a claim need not.
/// </summary>
/// <remarks>The records are NUnit properties of the running test, so that tests which run at the same time do not share them.</remarks>
public static class SourceLedger
{
    // NUnit keeps properties with an underscore to itself.
    private const string Property = "_Sources";

    /// <summary>Records that the running test uses models.</summary>
    /// <param name="models">The models, of any recipes.</param>
    public static void Note<TNetwork>(IEnumerable<StoredModel<TNetwork>> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        Note(models.Select(model =>
            new UsedArtifact(KeyPart.Model, model.Id, model.Id.Recipe.Model.ToString(), model.Key, model.Provenance)));
    }

    /// <summary>Records that the running test uses measurements.</summary>
    /// <param name="kind">What is measured, such as <c>robustness</c>.</param>
    /// <param name="outcomes">Each one's model, what it is called, its key and provenance.</param>
    public static void Note(string kind, IEnumerable<(ModelId Model, string Name, ArtifactKey Key, Provenance Provenance)> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Note(outcomes.Select(outcome => new UsedArtifact(kind, outcome.Model, outcome.Name, outcome.Key, outcome.Provenance)));
    }

    /// <summary>Records that the running test uses measurements of single models, which are called after their flavours.</summary>
    /// <param name="kind">What is measured, such as <c>robustness</c>.</param>
    /// <param name="outcomes">Each one's model, key and provenance.</param>
    public static void Note(string kind, IEnumerable<(ModelId Model, ArtifactKey Key, Provenance Provenance)> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        Note(kind, outcomes.Select(outcome => (outcome.Model, $"{outcome.Model.Recipe.Model}", outcome.Key, outcome.Provenance)));
    }

    /// <summary>What the running test has used so far, grouped by recipe and machine, in the order of names.</summary>
    internal static ImmutableArray<Source> OfRunningTest()
    {
        var properties = TestExecutionContext.CurrentContext.CurrentTest.Properties;
        lock (properties)
        {
            return
            [
                .. properties[Property].OfType<UsedArtifact>()
                    .DistinctBy(artifact => artifact.Key)
                    .GroupBy(artifact => (
                        artifact.Kind,
                        artifact.Name,
                        Recipe: artifact.Model.Recipe.ToCanonicalJson(),
                        artifact.Provenance.Commit,
                        artifact.Provenance.Device,
                        artifact.Provenance.Processor,
                        artifact.Provenance.LibTorchVersion))
                    .Select(group => SourceOf([.. group.OrderBy(artifact => artifact.Model.Seed)]))
                    .OrderBy(source => source.Kind, StringComparer.Ordinal)
                    .ThenBy(source => source.Model, StringComparer.Ordinal)
                    .ThenBy(source => source.Recipe, StringComparer.Ordinal),
            ];
        }
    }

    private static Source SourceOf(UsedArtifact[] group)
    {
        var first = group[0];
        return new Source
        {
            Kind = first.Kind,
            Model = first.Name,
            Recipe = first.Model.Recipe.ToCanonicalJson(),
            Seeds = [.. group.Select(artifact => artifact.Model.Seed)],
            Keys = [.. group.Select(artifact => artifact.Key.Hash)],
            Commit = first.Provenance.Commit,
            Device = first.Provenance.Device,
            Processor = first.Provenance.Processor,
            LibTorch = first.Provenance.LibTorchVersion,
            Seconds = [.. group.Select(artifact => artifact.Provenance.TrainingDuration.TotalSeconds)],
            Created = group.Max(artifact => artifact.Provenance.Created),
        };
    }

    private static void Note(IEnumerable<UsedArtifact> artifacts)
    {
        // A fixture's set-up prepares more than a single test uses.
        if (TestExecutionContext.CurrentContext.CurrentTest is not TestMethod { Properties: var properties })
        {
            return;
        }

        lock (properties)
        {
            foreach (var artifact in artifacts)
            {
                properties.Add(Property, artifact);
            }
        }
    }

    private sealed record UsedArtifact(string Kind, ModelId Model, string Name, ArtifactKey Key, Provenance Provenance);
}

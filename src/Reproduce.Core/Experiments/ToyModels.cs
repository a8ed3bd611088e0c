using System.Collections.Immutable;
using System.Globalization;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Core.Experiments;

/// <summary>A toy model as the store has it.</summary>
/// <param name="Id">Which model.</param>
/// <param name="Network">The trained weights.</param>
/// <param name="EpochLosses">Each epoch's mean training loss.</param>
/// <param name="Key">The artifact's key.</param>
/// <param name="Provenance">Where the weights come from.</param>
public sealed record StoredToyModel(
    ToyModelId Id, Perceptron Network, ImmutableArray<double> EpochLosses, ArtifactKey Key, Provenance Provenance);

/// <summary>Fetches toy models from the store, and trains those that are not there, teachers first.</summary>
/// <param name="store">The store.</param>
/// <param name="data">The training set.</param>
/// <param name="origin">What the provenance of newly trained models says of this process and machine.</param>
/// <param name="progress">Receives a line now and then while models are trained.</param>
public sealed class ToyModels(ArtifactStore store, ToyRing data, TrainingOrigin origin, IProgress<TrainingProgress> progress)
{
    /// <summary>The models, in the order of the ids.</summary>
    /// <param name="ids">Which models; the teachers of students need not be named.</param>
    /// <param name="cancellation">Stops the training; finished models are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite.</exception>
    public IReadOnlyList<StoredToyModel> Get(IReadOnlyList<ToyModelId> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var teacherIds = ids.Select(id => id.Teacher ?? id).Distinct().ToList();
        var models = Fetch(teacherIds, new Dictionary<ToyModelId, StoredToyModel>(), cancellation);
        var studentIds = ids.Where(id => id.Teacher is not null).Distinct().ToList();
        foreach (var (id, student) in Fetch(studentIds, models, cancellation))
        {
            models.Add(id, student);
        }

        return [.. ids.Select(id => models[id])];
    }

    private Dictionary<ToyModelId, StoredToyModel> Fetch(
        IReadOnlyList<ToyModelId> ids, Dictionary<ToyModelId, StoredToyModel> teachers, CancellationToken cancellation)
    {
        var idOf = ids.ToDictionary(id => KeyOf(id, TeacherOf(id)));
        var artifacts = store.GetOrCreateMany(
            [.. idOf.Keys], missing => Train([.. missing.Select(key => (key, idOf[key]))], TeacherOf, cancellation), cancellation);
        return artifacts.ToDictionary(artifact => idOf[artifact.Key], artifact => ToModel(idOf[artifact.Key], artifact));

        StoredToyModel? TeacherOf(ToyModelId id) => id.Teacher is { } teacher ? teachers[teacher] : null;
    }

    private IEnumerable<Artifact> Train(
        IReadOnlyList<(ArtifactKey Key, ToyModelId Id)> missing, Func<ToyModelId, StoredToyModel?> teacherOf, CancellationToken cancellation)
    {
        var started = origin.Clock.GetTimestamp();
        var keyOf = missing.ToDictionary(
            item => new ToyTrainingRun(item.Id.Recipe, item.Id.Seed, teacherOf(item.Id)?.Network), item => item.Key);
        var (done, work, allWork) = (0, 0.0, keyOf.Keys.Sum(WorkOf));
        foreach (var (run, model) in ToyEnsemble.Train([.. keyOf.Keys], data, origin.Threads, cancellation))
        {
            done++;
            work += WorkOf(run);
            progress.Report(new TrainingProgress("toy", done, missing.Count, work / allWork, origin.Clock.GetElapsedTime(started)));
            yield return new Artifact(
                keyOf[run],
                PerceptronWeights.ToNamedArrays(model.Network),
                model.Losses.Epochs,
                origin.ProvenanceOf(threads: 1, model.Duration));
        }
    }

    /// <summary>What a run costs, in arbitrary units.</summary>
    private static double WorkOf(ToyTrainingRun run) => (double)run.Recipe.Epochs * run.Recipe.Network.HiddenUnits;

    private ArtifactKey KeyOf(ToyModelId id, StoredToyModel? teacher) => ArtifactKey.FromParts(new Dictionary<string, string>
    {
        ["recipe"] = id.Recipe.ToCanonicalJson(),
        ["data"] = data.Fingerprint,
        ["seed"] = id.Seed.ToString(CultureInfo.InvariantCulture),
        ["teacher"] = teacher?.Key.Hash ?? "none",
        ["training-core"] = origin.Stamp.TrainingCoreHash,
    });

    private static StoredToyModel ToModel(ToyModelId id, Artifact artifact) =>
        new(id, PerceptronWeights.FromNamedArrays(artifact.Weights), artifact.EpochLosses, artifact.Key, artifact.Provenance);
}

using System.Globalization;
using Reproduce.Core.Store;

namespace Reproduce.Core.Experiments;

/// <summary>Fetches the models of a data set from the store, and trains those that are not there, teachers first.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="store">The store.</param>
/// <param name="trainer">Trains the missing ones.</param>
/// <param name="origin">What the provenance of newly trained models says of this process and machine.</param>
/// <param name="progress">Receives a line now and then while models are trained.</param>
public sealed class ModelRepository<TNetwork>(
    ArtifactStore store, IModelTrainer<TNetwork> trainer, TrainingOrigin origin, IProgress<TrainingProgress> progress)
    where TNetwork : class
{
    /// <summary>The models, in the order of the ids.</summary>
    /// <param name="ids">Which models; the teachers of students need not be named.</param>
    /// <param name="cancellation">Stops the training; finished models are kept.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    /// <exception cref="Training.TrainingDivergedException">A model's loss became NaN or infinite.</exception>
    public IReadOnlyList<StoredModel<TNetwork>> Get(IReadOnlyList<ModelId> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var teacherIds = ids.Select(id => id.Teacher ?? id).Distinct().ToList();
        var models = Fetch(teacherIds, [], cancellation);
        var studentIds = ids.Where(id => id.Teacher is not null).Distinct().ToList();
        foreach (var (id, student) in Fetch(studentIds, models, cancellation))
        {
            models.Add(id, student);
        }

        return [.. ids.Select(id => models[id])];
    }

    /// <summary>The key under which a model is stored, whether it is there or not. Nothing is trained or read.</summary>
    /// <param name="id">Which model.</param>
    public ArtifactKey KeyOf(ModelId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ArtifactKey.FromParts(new Dictionary<string, string>
        {
            ["recipe"] = id.Recipe.ToCanonicalJson(),
            ["data"] = trainer.DataFingerprint,
            ["seed"] = id.Seed.ToString(CultureInfo.InvariantCulture),
            ["teacher"] = id.Teacher is { } teacher ? KeyOf(teacher).Hash : "none",
            ["training-core"] = origin.Stamp.TrainingCoreHash,
        });
    }

    /// <summary>Whether a model is in the store; whether it is sound only reading it tells.</summary>
    /// <param name="id">Which model.</param>
    public bool IsStored(ModelId id) => store.Contains(KeyOf(id));

    private Dictionary<ModelId, StoredModel<TNetwork>> Fetch(
        IReadOnlyList<ModelId> ids, Dictionary<ModelId, StoredModel<TNetwork>> teachers, CancellationToken cancellation)
    {
        var idOf = ids.ToDictionary(KeyOf);
        var artifacts = store.GetOrCreateMany(
            [.. idOf.Keys], missing => Train([.. missing.Select(key => (key, idOf[key]))], TeacherOf, cancellation), cancellation);
        return artifacts.ToDictionary(artifact => idOf[artifact.Key], artifact => ToModel(idOf[artifact.Key], artifact));

        StoredModel<TNetwork>? TeacherOf(ModelId id) => id.Teacher is { } teacher ? teachers[teacher] : null;
    }

    private IEnumerable<Artifact> Train(
        IReadOnlyList<(ArtifactKey Key, ModelId Id)> missing,
        Func<ModelId, StoredModel<TNetwork>?> teacherOf,
        CancellationToken cancellation)
    {
        var started = origin.Clock.GetTimestamp();
        var keyOf = missing.ToDictionary(item => item.Id, item => item.Key);
        var (done, work, allWork) = (0, 0.0, missing.Sum(item => trainer.WorkOf(item.Id.Recipe)));
        var models = missing.Select(item => (item.Id, teacherOf(item.Id)?.Network)).ToList();
        var checkpointsOf = missing.ToDictionary(item => item.Id, item => new StoredCheckpoints(store, item.Key, item.Id, origin));
        foreach (var model in trainer.Train(models, id => checkpointsOf[id], origin.Threads, cancellation))
        {
            done++;
            work += trainer.WorkOf(model.Id.Recipe);
            var elapsed = origin.Clock.GetElapsedTime(started);
            progress.Report(new TrainingProgress($"Training {trainer.Subject}", done, missing.Count, Math.Min(1, work / allWork), elapsed));
            yield return new Artifact(
                keyOf[model.Id], trainer.ToArrays(model.Network), model.Losses.Epochs, origin.ProvenanceOf(threads: 1, model.Duration));

            // The caller has stored the model when it asks for the next one.
            checkpointsOf[model.Id].Remove();
        }
    }

    private StoredModel<TNetwork> ToModel(ModelId id, Artifact artifact) =>
        new(id, trainer.FromArrays(id.Recipe, artifact.Weights), artifact.EpochLosses, artifact.Key, artifact.Provenance);
}

using System.Collections.Concurrent;
using System.Globalization;
using Reproduce.Core.Models;
using Reproduce.Core.Training;

namespace Reproduce.Core.Store;

/// <summary>
/// Fetches the models of a data set from the store, and trains those that are not there, teachers first. Where that takes long, processes
/// that ask for the same models share the work.
/// </summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="store">The store.</param>
/// <param name="trainer">Trains the missing ones.</param>
/// <param name="origin">This process and machine, for the provenance of newly trained models.</param>
/// <param name="progress">Receives a line now and then while models are trained.</param>
public sealed class ModelRepository<TNetwork>(
    ArtifactStore store, IModelTrainer<TNetwork> trainer, TrainingOrigin origin, IProgress<TrainingProgress> progress)
    where TNetwork : class
{
    /// <summary>The models, in the order of the ids.</summary>
    /// <param name="ids">Which models; the teachers of students need not be named.</param>
    /// <param name="cancellation">Stops the training; finished models are kept, as are the last checkpoints of the others.</param>
    /// <exception cref="ArtifactStoreException">The store can't be used.</exception>
    /// <exception cref="TrainingDivergedException">A model's loss became NaN or infinite.</exception>
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
        return ArtifactKey.FromParts(new Dictionary<string, string>(trainer.KeyParts(origin.Behaviour))
        {
            [KeyPart.Recipe] = id.Recipe.ToCanonicalJson(),
            [KeyPart.Data] = trainer.DataFingerprint,
            [KeyPart.Seed] = id.Seed.ToString(CultureInfo.InvariantCulture),
            ["teacher"] = id.Teacher is { } teacher ? KeyOf(teacher).Hash : "none",
        });
    }

    /// <summary>Whether a model is in the store; whether it is sound only reading it tells.</summary>
    /// <param name="id">Which model.</param>
    public bool IsStored(ModelId id) => store.Contains(KeyOf(id));

    private Dictionary<ModelId, StoredModel<TNetwork>> Fetch(
        IReadOnlyList<ModelId> ids, Dictionary<ModelId, StoredModel<TNetwork>> teachers, CancellationToken cancellation)
    {
        var idOf = ids.ToDictionary(KeyOf);
        var artifacts = trainer.TakesLong
            ? store.GetOrCreateShared([.. idOf.Keys], Make, TitleOf, cancellation)
            : store.GetOrCreateMany([.. idOf.Keys], missing => Make(missing, _ => true), TitleOf, cancellation);
        return artifacts.ToDictionary(artifact => idOf[artifact.Key], artifact => ToModel(idOf[artifact.Key], artifact));

        IEnumerable<Artifact> Make(IReadOnlyList<ArtifactKey> missing, Func<ArtifactKey, bool> tryBegin) =>
            Train([.. missing.Select(key => new TrainingRun<TNetwork>(idOf[key], TeacherOf(idOf[key])))], tryBegin, cancellation);

        string TitleOf(ArtifactKey key) => $"{trainer.Subject} {idOf[key].Recipe.Model} (seed {idOf[key].Seed})";

        TNetwork? TeacherOf(ModelId id) => id.Teacher is { } teacher ? teachers[teacher].Network : null;
    }

    private IEnumerable<Artifact> Train(
        IReadOnlyList<TrainingRun<TNetwork>> runs, Func<ArtifactKey, bool> tryBegin, CancellationToken cancellation)
    {
        var works = runs.ToDictionary(run => run.Id, run => trainer.WorkOf(run.Recipe));
        var tally = new TrainingTally($"Training {trainer.Subject}", works, origin.Clock);
        var checkpoints = new ConcurrentDictionary<ModelId, StoredCheckpoints>();
        var last = tally.Now();
        foreach (var model in trainer.Train(runs, origin.Threads, Begin, cancellation))
        {
            tally.Finish(model.Id);
            last = tally.Now();
            progress.Report(last with { Finished = new FinishedModel(model.Id, model.Duration) });
            yield return new Artifact(
                KeyOf(model.Id), trainer.ToArrays(model.Network), model.Losses.Epochs, origin.ProvenanceOf(threads: 1, model.Duration));

            // The caller has stored the model when it asks for the next one.
            checkpoints.GetValueOrDefault(model.Id)?.Remove();
        }

        // After this process finished its last model, others may have gone to another process.
        if (last.Done > 0 && last.Done < last.Total)
        {
            progress.Report(tally.Now());
        }

        ICheckpoints? Begin(ModelId id)
        {
            var key = KeyOf(id);
            if (tryBegin(key))
            {
                return checkpoints[id] = new StoredCheckpoints(store, key, id, origin);
            }

            tally.LeaveOut(id);
            return null;
        }
    }

    private StoredModel<TNetwork> ToModel(ModelId id, Artifact artifact) =>
        new(
            id,
            store.Decode(artifact, stored => trainer.FromArrays(id.Recipe, stored.Weights)),
            artifact.EpochLosses,
            artifact.Key,
            artifact.Provenance);
}

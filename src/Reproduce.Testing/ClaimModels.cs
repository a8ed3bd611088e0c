using Reproduce.Core.Store;
using Reproduce.Core.Training;

namespace Reproduce.Testing;

/// <summary>Models for claims: from the store, or trained with progress in the test's output.</summary>
public static class ClaimModels
{
    /// <summary>The models that a trainer trains, such as <see cref="ToyModelTrainer"/>.</summary>
    /// <param name="trainer">Trains what is not in the store yet, on the processor.</param>
    /// <exception cref="ArtifactStoreException">There is no place for the store: see <see cref="StoreFolder"/>.</exception>
    public static ModelRepository<TNetwork> Of<TNetwork>(IModelTrainer<TNetwork> trainer)
        where TNetwork : class => new(
        new ArtifactStore(StoreFolder.Default(Environment.GetEnvironmentVariable), RunConsole.Write, TimeProvider.System),
        trainer,
        TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System),
        RunConsole.Progress);
}

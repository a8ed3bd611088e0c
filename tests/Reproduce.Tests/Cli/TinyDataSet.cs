using Reproduce.Core.Attacks;
using Reproduce.Core.Backends;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.DataSets;
using Reproduce.Tests.Core.Experiments;
using Reproduce.Tests.Core.Networks;
using Profile = Reproduce.Core.Experiments.Profile;

namespace Reproduce.Tests.Cli;

/// <summary>A data set of some random images, called <c>tiny</c>, whose models are trained and attacked in an instant.</summary>
internal static class TinyDataSet
{
    /// <summary>The images: 40 to train on, 12 to test on.</summary>
    public static readonly ImageData Data = new(
        "Tiny",
        ["a", "b", "c"],
        RandomNetworks.LabelledImages(side: 8, classes: 3, count: 40),
        RandomNetworks.LabelledImages(side: 8, classes: 3, count: 12, seed: 4));

    /// <summary>The experiment of both profiles; five images are attacked.</summary>
    public static readonly ImageExperiment Experiment = TinyExperiment.Settings with { HasDeepFool = false };

    /// <summary>The data set.</summary>
    public static readonly DataSet Set = new()
    {
        Title = "Tiny",
        CommandName = "tiny",
        Protocol = Protocol.AsDescribed,
        Quick = Experiment,
        Paper = Experiment,
        Read = (_, _) => Data,
    };

    /// <summary>Trains the model of a flavour and attacks it, by hand-written code.</summary>
    public static RobustnessOutcome Measure(ArtifactStore store, string flavour)
    {
        var backend = new SimdBackend();
        var origin = TrainingOrigin.Of(BuildStamp.Current, TimeProvider.System, backend.Device);
        var silent = new Progress<TrainingProgress>();
        var repository = new ModelRepository<ImageNetwork>(store, new ImageModelTrainer("Tiny", Data.Train, backend), origin, silent);
        var test = Data.Test.Select(Set.AttackedOf(Data.Test, Experiment));
        return new RobustnessMeasurement(store, Experiment, Data.Train, test, backend, origin, silent)
            .Get(repository.Get([new ModelId(Experiment.Recipe(ModelName.Parse(flavour)), Profile.FirstSeed)])).Single();
    }
}

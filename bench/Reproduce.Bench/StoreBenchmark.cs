using BenchmarkDotNet.Attributes;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Core.Store;

namespace Reproduce.Bench;

/// <summary>Two thousand toy models written to and read from a store.</summary>
public class StoreBenchmark
{
    private const int Count = 2000;

    private readonly List<Artifact> _artifacts = [];
    private string _folder = "";

    [GlobalSetup]
    public void Fill()
    {
        _folder = Directory.CreateTempSubdirectory("reproduce-bench-").FullName;
        var origin = TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System);
        var recipe = ToyExperiment.Recipe(ModelName.Parse("FT_tempT"), 40);
        for (var seed = 0; seed < Count; seed++)
        {
            var network = InitialWeights.OfPerceptron(recipe.Network.HiddenUnits, new TrainingStreams(recipe, seed).Initialization());
            var key = ArtifactKey.FromParts([new("seed", $"{seed}")]);
            _artifacts.Add(new Artifact(key, PerceptronWeights.ToNamedArrays(network), [1.0], origin.ProvenanceOf(1, TimeSpan.Zero)));
        }

        Write();
    }

    [GlobalCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public void Write()
    {
        var store = Open();
        foreach (var artifact in _artifacts)
        {
            store.Write(artifact);
        }
    }

    [Benchmark]
    public int Read() => Open().GetOrCreateMany([.. _artifacts.Select(artifact => artifact.Key)], _ => []).Count;

    private ArtifactStore Open() => new(_folder, _ => { }, TimeProvider.System);
}

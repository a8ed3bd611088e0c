using BenchmarkDotNet.Attributes;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using Reproduce.Torch.Native;
using Reproduce.Torch.Networks;
using Reproduce.Torch.Training;
using static TorchSharp.torch;

namespace Reproduce.Bench;

/// <summary>One toy teacher, trained in each way on one thread.</summary>
/// <remarks>
/// In this process: the project that BenchmarkDotNet generates for another one ignores the repository's build, which adapts TorchSharp's
/// library to the host.
/// </remarks>
[InProcess]
[MemoryDiagnoser]
public class ToyTrainingBenchmark
{
    private readonly ToyRing _data = ToyRing.Generate();
    private Tensor _points = null!;
    private Tensor _targets = null!;

    [Params("RT_temp1", "FT_tempT")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        LibTorch.Load(LibTorchSource.FromEnvironment(Environment.GetEnvironmentVariable));
        set_num_threads(1);
        _points = stack(
            [tensor(_data.X0.ToArray(), dtype: ScalarType.Float32), tensor(_data.X1.ToArray(), dtype: ScalarType.Float32)], dim: 1);
        _targets = tensor(LabelProbabilities.Hard(_data.Labels, ToyRing.ClassCount), [_data.Count, ToyRing.ClassCount]);
    }

    [GlobalCleanup]
    public void Release()
    {
        _points.Dispose();
        _targets.Dispose();
    }

    [Benchmark(Baseline = true)]
    public LossHistory PlainLoop()
    {
        var recipe = ToyExperiment.Recipe(ModelName.Parse(Model), 40);
        using var network = new ToyPerceptronModule(recipe.Network.HiddenUnits);
        return ModuleTrainer.Train(network, recipe, Profile.FirstSeed, _points, _targets);
    }

    [Benchmark]
    public TrainedModel<Perceptron> EnsembleOfOne() => new ToyModelTrainer(_data)
        .Train([new TrainingRun<Perceptron>(new ModelId(ToyExperiment.Recipe(ModelName.Parse(Model), 40), Profile.FirstSeed))], threads: 1)
        .Single();
}

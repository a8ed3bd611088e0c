using BenchmarkDotNet.Attributes;
using Reproduce.Core.Boundaries;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;

namespace Reproduce.Bench;

/// <summary>What is measured on each toy model.</summary>
public class BoundaryBenchmark
{
    private readonly ToyRing _data = ToyRing.Generate();
    private Perceptron _network = null!;

    [Params("RT_tempT", "FT_tempT")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public void Train()
    {
        var id = new ModelId(ToyExperiment.Recipe(ModelName.Parse(Model), 40), Profile.FirstSeed);
        _network = new ToyModelTrainer(_data).Train([new TrainingRun<Perceptron>(id)], threads: 1).Single().Network;
    }

    [Benchmark]
    public int ExactBoundary() => DecisionBoundary.Of(_network, _data.Bounds).PieceCount;

    [Benchmark]
    public double TwilightAreaOnGrid() => TwilightArea.Of(_network, _data.Bounds);

    [Benchmark]
    public double? WidthOfTransition() => TransitionWidth.Of(_network, _data.Bounds)?.Median;

    [Benchmark]
    public BoundaryMeasures AllMeasures() => BoundaryMeasures.Of(_network, _data);
}

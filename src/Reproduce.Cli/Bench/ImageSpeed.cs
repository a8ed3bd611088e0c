namespace Reproduce.Cli.Bench;

/// <summary>How fast something is with images, done plainly and by the harness.</summary>
/// <param name="What">What is done.</param>
/// <param name="Plain">Images a second in TorchSharp, module by module, on all cores.</param>
/// <param name="Ours">Images a second by the harness, on all cores.</param>
/// <param name="MultiplyAdds">Multiply-adds a second that the harness's speed takes by the definition of the layers; null where they were not counted.</param>
internal sealed record ImageSpeed(string What, double Plain, double Ours, double? MultiplyAdds)
{
    /// <summary>How many times as fast as the plain way.</summary>
    public double Ratio => Ours / Plain;
}

/// <summary>What <see cref="ImageBenchmark"/> found.</summary>
/// <param name="Peak">Single-precision multiply-adds a second of all cores: the larger of a matrix product's and of a loop of nothing else.</param>
/// <param name="MatrixProduct">Those of libtorch's matrix product.</param>
/// <param name="Speeds">What was compared.</param>
internal sealed record ImageSpeeds(double Peak, double MatrixProduct, IReadOnlyList<ImageSpeed> Speeds);

namespace Reproduce.Bench.Speed;

/// <summary>What <see cref="ImageBenchmark"/> measured, on all cores.</summary>
/// <param name="MatrixProduct">Single-precision multiply-adds a second of libtorch's matrix product.</param>
/// <param name="Loop">Those of a loop of nothing but multiply-adds.</param>
/// <param name="Speeds">What was compared.</param>
public sealed record ImageSpeeds(double MatrixProduct, double Loop, IReadOnlyList<ImageSpeed> Speeds)
{
    /// <summary>The most multiply-adds a second that were reached in either way.</summary>
    public double Peak => Math.Max(MatrixProduct, Loop);

    /// <summary>How much of the peak something takes by the definition of its layers: 1 is all; null where it was not counted.</summary>
    /// <param name="speed">One of <see cref="Speeds"/>.</param>
    public double? ShareOfPeak(ImageSpeed speed)
    {
        ArgumentNullException.ThrowIfNull(speed);
        return speed.MultiplyAdds / Peak;
    }
}

/// <summary>How fast something is with images, in plain TorchSharp and by the harness.</summary>
/// <param name="What">What is done.</param>
/// <param name="Plain">Images a second in TorchSharp, module by module, on all cores.</param>
/// <param name="Ours">Images a second by the harness, on all cores.</param>
/// <param name="MultiplyAdds">Multiply-adds a second of the harness, counted by the layers' definition; null where not counted.</param>
public sealed record ImageSpeed(string What, double Plain, double Ours, double? MultiplyAdds)
{
    /// <summary>How many times as fast as plain TorchSharp the harness is.</summary>
    public double Ratio => Ours / Plain;
}

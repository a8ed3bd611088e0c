namespace Reproduce.Torch.Training;

/// <summary>With how many bits a device multiplies while it trains; weights, optimizer and losses are single precision in any case.</summary>
public enum TrainingPrecision
{
    /// <summary>Single precision throughout.</summary>
    SinglePrecision,

    /// <summary>Products of 10-bit mantissas, summed in single precision: NVIDIA's TF32. A processor computes as with <see cref="SinglePrecision"/>.</summary>
    TensorFloat32,

    /// <summary>The way to the logits and back in bfloat16.</summary>
    BFloat16,
}

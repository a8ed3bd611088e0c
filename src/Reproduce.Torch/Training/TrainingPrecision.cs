namespace Reproduce.Torch.Training;

/// <summary>The precision of a device's products in training; weights, optimizer and losses are always in single precision.</summary>
public enum TrainingPrecision
{
    /// <summary>Single precision everywhere.</summary>
    SinglePrecision,

    /// <summary>Products of 10-bit mantissas, summed in single precision: NVIDIA's TF32. A processor computes as with <see cref="SinglePrecision"/>.</summary>
    TensorFloat32,

    /// <summary>Forward and backward pass in bfloat16.</summary>
    BFloat16,
}

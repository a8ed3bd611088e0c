namespace Reproduce.Torch.Training;

/// <summary>The precision of products in training; weights, optimizer and losses always have single precision.</summary>
public enum TrainingPrecision
{
    /// <summary>Single precision everywhere.</summary>
    SinglePrecision,

    /// <summary>NVIDIA's TF32: products of 10-bit mantissas, summed in single precision. The same as single precision on a CPU.</summary>
    TensorFloat32,

    /// <summary>Forward and backward pass in bfloat16.</summary>
    BFloat16,
}

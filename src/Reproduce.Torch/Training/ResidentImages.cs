using Reproduce.Core.Data;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// A training set in the device's memory, as bytes, which take a quarter of the memory of floats. Batches are gathered and normalized on
/// the device.
/// </summary>
internal sealed class ResidentImages : IDisposable
{
    private const double LargestByte = 255;

    private readonly Tensor _pixels;

    /// <summary>Copies a set to a device.</summary>
    /// <param name="data">The set.</param>
    /// <param name="device">The device.</param>
    public ResidentImages(ImageSet data, Device device)
    {
        using var scope = NewDisposeScope();
        (Shape, Count, Device) = (data.Shape, data.Count, device);
        var planes = tensor(data.Pixels.ToArray(), [Count, Shape.Channels, Shape.Height, Shape.Width], ScalarType.Byte).to(device);
        // Channels last: the layout in which graphics cards convolve fastest.
        _pixels = planes.permute(0, 2, 3, 1).contiguous().DetachFromDisposeScope();
    }

    /// <summary>Shape of an image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>The device.</summary>
    public Device Device { get; }

    /// <summary>The batches of several models, joined along the channels and normalized by <see cref="Normalization"/>.</summary>
    /// <param name="samples">Indices of each model's images, shape <c>[models, B]</c>, 64-bit.</param>
    /// <returns>Shape <c>[B, models * C, H, W]</c>; channels are last in memory.</returns>
    public Tensor Batch(Tensor samples)
    {
        var (models, count) = (samples.shape[0], samples.shape[1]);
        using var scope = NewDisposeScope();
        var bytes = _pixels.index_select(0, samples.reshape(-1)).view(models, count, Shape.Height, Shape.Width, Shape.Channels);
        var together = bytes.permute(1, 2, 3, 0, 4).reshape(count, Shape.Height, Shape.Width, models * Shape.Channels);
        return together.to(ScalarType.Float32).div_(LargestByte).sub_(Normalization.Mean).div_(Normalization.Deviation)
            .permute(0, 3, 1, 2)
            .MoveToOuterDisposeScope();
    }

    public void Dispose() => _pixels.Dispose();
}

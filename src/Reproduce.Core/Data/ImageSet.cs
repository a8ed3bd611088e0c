using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Reproduce.Core.Data;

/// <summary>Labelled images, stored as bytes; networks take them normalized by <see cref="Normalization"/>.</summary>
public sealed class ImageSet
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>Makes a set of existing images, which are not copied and must not change afterwards.</summary>
    /// <param name="shape">Size of every image.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <param name="pixels">All pixels, shape <c>[N, C, H, W]</c>, 0 to 255.</param>
    /// <param name="labels">All labels, shape <c>[N]</c>, 0 to <paramref name="classCount"/> - 1.</param>
    /// <exception cref="ArgumentException">The numbers of pixels and labels do not fit, or a label is out of range.</exception>
    public ImageSet(ImageShape shape, int classCount, ReadOnlyMemory<byte> pixels, ImmutableArray<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (pixels.Length != (long)labels.Length * shape.Size)
        {
            throw new ArgumentException(
                $"{labels.Length} images of shape {shape} have {(long)labels.Length * shape.Size} pixels, but {pixels.Length} were given.",
                nameof(pixels));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classCount)
            {
                throw new ArgumentException($"Label {i} is {labels[i]}; expected 0 to {classCount - 1}.", nameof(labels));
            }
        }

        (Shape, ClassCount, Pixels, Labels) = (shape, classCount, pixels, labels);
        _fingerprint = new Lazy<string>(Hash);
    }

    /// <summary>Size of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>All pixels, shape <c>[N, C, H, W]</c>, 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>All labels, shape <c>[N]</c>.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>SHA-256 of shape, labels and pixels, in lower-case hexadecimal.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>All pixels as fractions: see <see cref="Normalization.ToUnitRange"/>.</summary>
    /// <returns>Shape <c>[N, C, H, W]</c>, 0 to 1.</returns>
    public float[] ToUnitRange()
    {
        var fractions = new float[Pixels.Length];
        Normalization.ToUnitRange(Pixels.Span, fractions);
        return fractions;
    }

    /// <summary>The pixels of one image, shape <c>[C, H, W]</c>.</summary>
    /// <param name="index">The image, from 0.</param>
    public ReadOnlySpan<byte> Image(int index) => Pixels.Span.Slice(checked(index * Shape.Size), Shape.Size);

    /// <summary>Copies the images with these indices, in this order.</summary>
    /// <param name="indices">Indices from 0; may contain duplicates.</param>
    public ImageSet Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var pixels = new byte[checked(indices.Count * Shape.Size)];
        for (var i = 0; i < indices.Count; i++)
        {
            Image(indices[i]).CopyTo(pixels.AsSpan(i * Shape.Size));
        }

        return new ImageSet(Shape, ClassCount, pixels, [.. indices.Select(index => Labels[index])]);
    }

    /// <summary>The first images, or all if there are fewer. Nothing is copied.</summary>
    /// <param name="count">Number of images, at least 0.</param>
    public ImageSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, Count);
        return new ImageSet(Shape, ClassCount, Pixels[..(count * Shape.Size)], Labels[..count]);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Shape} of {ClassCount} classes: {string.Join(',', Labels)}\n"));
        hash.AppendData(Pixels.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

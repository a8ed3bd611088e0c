using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Reproduce.Core.Store;

/// <summary>A named tensor of 32-bit floats: one entry of a model's <c>state_dict</c>.</summary>
/// <remarks>Two of them are equal if name, shape and the bits of all values are: a NaN equals itself, 0 and -0 differ.</remarks>
public sealed class NamedArray : IEquatable<NamedArray>
{
    /// <summary>Names values that already exist; they are not copied and must not change afterwards.</summary>
    /// <param name="name">PyTorch's name of the entry, such as <c>hidden.weight</c>.</param>
    /// <param name="shape">The extents, none negative; empty for a scalar.</param>
    /// <param name="values">The elements in row-major order, as many as the product of <paramref name="shape"/>.</param>
    /// <exception cref="ArgumentException">The shape is negative somewhere, or asks for another number of values.</exception>
    public NamedArray(string name, ImmutableArray<long> shape, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (shape.IsDefault || shape.Any(extent => extent < 0))
        {
            throw new ArgumentException($"The shape of '{name}' must be a list of extents of 0 or more.", nameof(shape));
        }

        // Compared as a floating-point number, so that absurd extents cannot overflow into a match.
        var expected = shape.Aggregate(1.0, (product, extent) => product * extent);
        if (expected != values.Length)
        {
            throw new ArgumentException(
                $"'{name}' of shape [{string.Join(", ", shape)}] needs {expected:R} values, but has {values.Length}.", nameof(values));
        }

        Name = name;
        Shape = shape;
        Values = values;
    }

    /// <summary>PyTorch's name of the entry.</summary>
    public string Name { get; }

    /// <summary>The extents; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements in row-major order.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <inheritdoc/>
    public bool Equals(NamedArray? other) =>
        other is not null
        && Name == other.Name
        && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan())
        && MemoryMarshal.AsBytes(Values.Span).SequenceEqual(MemoryMarshal.AsBytes(other.Values.Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NamedArray);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values.Length);

    /// <summary>Name and shape, such as <c>hidden.weight [50, 2]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}

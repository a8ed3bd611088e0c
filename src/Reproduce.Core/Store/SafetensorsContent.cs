using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Reproduce.Core.Store;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors in the order of their data.</param>
/// <param name="Metadata">The header's <c>__metadata__</c>; empty where it has none.</param>
public sealed record SafetensorsContent(
    ImmutableArray<SafetensorsTensor> Tensors,
    ImmutableDictionary<string, string> Metadata)
{
    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">The file has none of that name.</exception>
    public SafetensorsTensor this[string name] =>
        Tensors.FirstOrDefault(tensor => tensor.Name == name)
        ?? throw new KeyNotFoundException($"There is no tensor '{name}', but {string.Join(", ", Tensors.Select(tensor => tensor.Name))}.");
}

/// <summary>One tensor of a safetensors file, its elements still as the file's bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Type of the elements.</param>
/// <param name="Shape">The extents; empty for a scalar.</param>
/// <param name="Data">The elements in row-major order, little-endian.</param>
public sealed record SafetensorsTensor(
    string Name,
    SafetensorsElementType ElementType,
    ImmutableArray<long> Shape,
    ReadOnlyMemory<byte> Data)
{
    /// <summary>The elements, copied, in row-major order.</summary>
    /// <typeparam name="T">The .NET type of <see cref="ElementType"/>: <c>float</c> for F32, <c>long</c> for I64.</typeparam>
    /// <exception cref="InvalidDataException">The elements are of another type: nothing is converted.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        if (ElementType.ClrType() != typeof(T))
        {
            throw new InvalidDataException($"The elements of tensor '{Name}' are {ElementType}, not {typeof(T).Name}.");
        }

        // The bytes are copied as they are: all supported processors are little-endian.
        var values = GC.AllocateUninitializedArray<T>(Data.Length / ElementType.Size());
        Data.Span.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>The tensor as named floats.</summary>
    /// <exception cref="InvalidDataException">The elements are not F32.</exception>
    public NamedArray ToNamedArray() => new(Name, Shape, ToArray<float>());
}

using System.Collections.Frozen;

namespace Reproduce.Core.Store;

/// <summary>The element types of the safetensors format whose elements fill whole bytes, under the format's own names.</summary>
public enum SafetensorsElementType
{
    /// <summary>A truth value in one byte.</summary>
    BOOL,

    /// <summary>Unsigned integer, 8 bits.</summary>
    U8,

    /// <summary>Signed integer, 8 bits.</summary>
    I8,

    /// <summary>Unsigned integer, 16 bits.</summary>
    U16,

    /// <summary>Signed integer, 16 bits.</summary>
    I16,

    /// <summary>Unsigned integer, 32 bits.</summary>
    U32,

    /// <summary>Signed integer, 32 bits.</summary>
    I32,

    /// <summary>Unsigned integer, 64 bits.</summary>
    U64,

    /// <summary>Signed integer, 64 bits.</summary>
    I64,

    /// <summary>IEEE 754 binary16.</summary>
    F16,

    /// <summary>The upper half of a binary32.</summary>
    BF16,

    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>IEEE 754 binary64.</summary>
    F64,
}

/// <summary>Names, sizes and .NET counterparts of the element types.</summary>
internal static class SafetensorsElementTypes
{
    // Not Enum.TryParse: it also takes numbers, lists and surrounding blanks.
    private static readonly FrozenDictionary<string, SafetensorsElementType> ByName =
        Enum.GetValues<SafetensorsElementType>().ToFrozenDictionary(type => type.ToString(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, SafetensorsElementType> ByClrType = new Dictionary<Type, SafetensorsElementType>
    {
        [typeof(byte)] = SafetensorsElementType.U8,
        [typeof(sbyte)] = SafetensorsElementType.I8,
        [typeof(ushort)] = SafetensorsElementType.U16,
        [typeof(short)] = SafetensorsElementType.I16,
        [typeof(uint)] = SafetensorsElementType.U32,
        [typeof(int)] = SafetensorsElementType.I32,
        [typeof(ulong)] = SafetensorsElementType.U64,
        [typeof(long)] = SafetensorsElementType.I64,
        [typeof(Half)] = SafetensorsElementType.F16,
        [typeof(float)] = SafetensorsElementType.F32,
        [typeof(double)] = SafetensorsElementType.F64,
    }.ToFrozenDictionary();

    /// <summary>The type of that name, or null.</summary>
    public static SafetensorsElementType? Find(string? name) =>
        name is not null && ByName.TryGetValue(name, out var type) ? type : null;

    /// <summary>The type whose elements a .NET type holds as they are, or null.</summary>
    public static SafetensorsElementType? Of<T>() => ByClrType.TryGetValue(typeof(T), out var type) ? type : null;

    /// <summary>Bytes an element.</summary>
    public static int Size(this SafetensorsElementType type) => type switch
    {
        SafetensorsElementType.BOOL or SafetensorsElementType.U8 or SafetensorsElementType.I8 => 1,
        SafetensorsElementType.U16 or SafetensorsElementType.I16 or SafetensorsElementType.F16 or SafetensorsElementType.BF16 => 2,
        SafetensorsElementType.U32 or SafetensorsElementType.I32 or SafetensorsElementType.F32 => 4,
        _ => 8,
    };
}

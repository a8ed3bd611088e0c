namespace Reproduce.Core.Store;

/// <summary>The element types of the safetensors format that are read, under the format's own names.</summary>
public enum SafetensorsElementType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32,

    /// <summary>Signed integer, 64 bits.</summary>
    I64,
}

/// <summary>Sizes and .NET counterparts of the element types.</summary>
internal static class SafetensorsElementTypes
{
    /// <summary>The .NET type of the elements.</summary>
    public static Type ClrType(this SafetensorsElementType type) => type == SafetensorsElementType.F32 ? typeof(float) : typeof(long);

    /// <summary>Bytes an element.</summary>
    public static int Size(this SafetensorsElementType type) => type == SafetensorsElementType.F32 ? sizeof(float) : sizeof(long);
}

namespace Reproduce.Results;

/// <summary>A figure, whose PNG lies beside its item.</summary>
/// <param name="File">Path of the PNG within the result set, with forward slashes.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Sha256">Hash of the file, in lower-case hexadecimal.</param>
public sealed record FigureResult(string File, int Width, int Height, string Sha256);

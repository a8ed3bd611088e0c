using Reproduce.Core.Models;

namespace Reproduce.Figures;

/// <summary>
/// The paper's arrangement of its 20 models, <see cref="Flavours.All"/>: a row for each teacher, with the teacher first and its four
/// students after it.
/// </summary>
internal static class ModelGrid
{
    /// <summary>Number of rows: one for each teacher.</summary>
    public static int Rows => Flavours.Teachers.Length;

    /// <summary>Number of models in a row.</summary>
    public static int Columns => Flavours.All.Length / Flavours.Teachers.Length;
}

using System.Collections.Immutable;

namespace Reproduce.Figures;

/// <summary>The order of the paper's 20 models: a row for each teacher, with the teacher first and its four students behind it.</summary>
internal static class ModelGrid
{
    /// <summary>The teachers, top to bottom.</summary>
    public static readonly ImmutableArray<string> Teachers = ["RT_temp1", "FT_temp1", "RT_tempT", "FT_tempT"];

    private static readonly ImmutableArray<string> Students = ["RS_temp1", "FS_temp1", "RS_tempT", "FS_tempT"];

    /// <summary>Number of models in a row.</summary>
    public static int Columns => Students.Length + 1;

    /// <summary>The names of all models, row by row.</summary>
    public static readonly ImmutableArray<string> Names =
        [.. Teachers.SelectMany(teacher => Students.Select(student => $"{student}_from_{teacher}").Prepend(teacher))];

    /// <summary>The models row by row, in whatever order they are given.</summary>
    /// <param name="models">One model of each of <see cref="Names"/>.</param>
    /// <param name="name">Tells a model's name.</param>
    /// <exception cref="ArgumentException">A model is missing, there twice, or has a name that is none of the 20.</exception>
    public static IReadOnlyList<T> Arrange<T>(IReadOnlyList<T> models, Func<T, string> name)
    {
        var names = models.Select(name).ToList();
        var missing = Names.Except(names).ToList();
        if (missing.Count > 0 || names.Count != Names.Length)
        {
            var surplus = names.Except(Names).Concat(names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key)).ToList();
            throw new ArgumentException(
                $"The figure shows each of the {Names.Length} models once, but {models.Count} were given; missing: {List(missing)}; "
                + $"unknown or repeated: {List(surplus)}.",
                nameof(models));
        }

        return [.. Names.Select(wanted => models[names.IndexOf(wanted)])];
    }

    private static string List(List<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}

using System.Globalization;
using Reproduce.Core.Models;

namespace Reproduce.Claims.Images;

/// <summary>A table of the paper, transcribed: numbers by model and column.</summary>
/// <typeparam name="TColumn">What the columns are: attacks, attribution methods or epochs. The file has their names.</typeparam>
internal sealed class PublishedTable<TColumn>
    where TColumn : notnull
{
    private readonly Dictionary<(string Model, string Column), double> _values;

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file's name in <c>published/</c>.</param>
    public PublishedTable(string file)
    {
        File = file;
        _values = PublishedFiles.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => (cells[0], cells[1]), cells => double.Parse(cells[2], CultureInfo.InvariantCulture));
    }

    /// <summary>The file's name in <c>published/</c>.</summary>
    public string File { get; }

    /// <summary>How far off a value may be that was read off a curve; 0 where the paper prints the numbers.</summary>
    public double ReadingError { get; init; }

    /// <summary>Number of values.</summary>
    public int Count => _values.Count;

    /// <summary>A published value.</summary>
    /// <exception cref="KeyNotFoundException">The table has none.</exception>
    public double Of(ModelName model, TColumn column) =>
        Find(model, column) ?? throw new KeyNotFoundException($"{File} has no {column} of {model}.");

    /// <summary>A published value, or null where the table has none.</summary>
    public double? Find(ModelName model, TColumn column) =>
        _values.TryGetValue((model.ToString(), column.ToString()!), out var value) ? value : null;
}

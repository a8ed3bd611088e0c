using System.Globalization;

namespace Reproduce.Claims.Images;

/// <summary>A table of the paper, transcribed: numbers by model and column (an attack, or an attribution method).</summary>
internal sealed class PublishedTable
{
    private readonly Dictionary<(string Model, string Column), double> _values;

    private PublishedTable(string file, Dictionary<(string Model, string Column), double> values) => (File, _values) = (file, values);

    /// <summary>The file's name in <c>published/</c>.</summary>
    public string File { get; }

    /// <summary>Number of values.</summary>
    public int Count => _values.Count;

    /// <summary>The paper's accuracies under attack in percent on a data set, figure 5 or 13; null where the paper has none.</summary>
    public static PublishedTable? Robustness(string dataSet) => dataSet switch
    {
        "CIFAR-10" => Read("figure05_cifar10_robustness.csv"),
        "TSRD" => Read("figure13_tsrd_robustness.csv"),
        _ => null,
    };

    /// <summary>
    /// The paper's adherences of students to their teachers (cosines) on a data set, figure 8 or 15; null where it has none.
    /// </summary>
    public static PublishedTable? Faithfulness(string dataSet) => dataSet switch
    {
        "CIFAR-10" => Read("figure08_cifar10_faithfulness.csv"),
        "TSRD" => Read("figure15_tsrd_faithfulness.csv"),
        _ => null,
    };

    /// <summary>
    /// The paper's adherences (cosines) of FS_tempT_from_FT_tempT to FT_temp1, which is not its teacher, on 300 images; null where it has
    /// none.
    /// </summary>
    public static PublishedTable? ExtraPair(string dataSet) =>
        dataSet == "CIFAR-10" ? Read("cifar10_extra_pair_faithfulness.csv") : null;

    /// <summary>A published value.</summary>
    /// <exception cref="KeyNotFoundException">The table has none.</exception>
    public double Of(string model, string column) =>
        Find(model, column) ?? throw new KeyNotFoundException($"{File} has no {column} of {model}.");

    /// <summary>A published value, or null where the table has none.</summary>
    public double? Find(string model, string column) => _values.TryGetValue((model, column), out var value) ? value : null;

    private static PublishedTable Read(string file) => new(
        file,
        PublishedFiles.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => (cells[0], cells[1]), cells => double.Parse(cells[2], CultureInfo.InvariantCulture)));
}

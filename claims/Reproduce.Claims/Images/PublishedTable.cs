using System.Globalization;

namespace Reproduce.Claims.Images;

/// <summary>A table of the paper, transcribed: accuracies in percent by model and attack.</summary>
internal sealed class PublishedTable
{
    private readonly Dictionary<(string Model, string Attack), double> _values;

    private PublishedTable(string file, Dictionary<(string Model, string Attack), double> values) => (File, _values) = (file, values);

    /// <summary>The file's name in <c>published/</c>.</summary>
    public string File { get; }

    /// <summary>Number of values.</summary>
    public int Count => _values.Count;

    /// <summary>The paper's accuracies under attack on a data set, figure 5 or 13; null where the paper has none.</summary>
    public static PublishedTable? Robustness(string dataSet) => dataSet switch
    {
        "CIFAR-10" => Read("figure05_cifar10_robustness.csv"),
        "TSRD" => Read("figure13_tsrd_robustness.csv"),
        _ => null,
    };

    /// <summary>A published value in percent.</summary>
    /// <exception cref="KeyNotFoundException">The table has none.</exception>
    public double Of(string model, string attack) =>
        Find(model, attack) ?? throw new KeyNotFoundException($"{File} has no accuracy of {model} under {attack}.");

    /// <summary>A published value in percent, or null where the table has none.</summary>
    public double? Find(string model, string attack) => _values.TryGetValue((model, attack), out var value) ? value : null;

    private static PublishedTable Read(string file) => new(
        file,
        PublishedFiles.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => (cells[0], cells[1]), cells => double.Parse(cells[2], CultureInfo.InvariantCulture)));
}

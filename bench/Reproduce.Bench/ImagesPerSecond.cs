using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Reproduce.Bench;

/// <summary>Adds a column that says how many images a second a benchmark of <see cref="AttributionBenchmark"/> explains.</summary>
internal sealed class ImagesPerSecond : ManualConfig
{
    public ImagesPerSecond() => AddColumn(new Column());

    private sealed class Column : IColumn
    {
        public string Id => nameof(ImagesPerSecond);

        public string ColumnName => "images/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Images explained in a second, by the mean";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
            summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? (AttributionBenchmark.ImageCount * 1e9 / statistics.Mean).ToString("N0", CultureInfo.InvariantCulture)
                : "?";
    }
}

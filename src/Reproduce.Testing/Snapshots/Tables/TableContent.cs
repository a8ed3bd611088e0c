using System.Text;
using Reproduce.Testing.Snapshots.Texts;

namespace Reproduce.Testing.Snapshots.Tables;

/// <summary>A table: texts equal, numbers within their column's tolerance.</summary>
internal sealed class TableContent : ISnapshotContent
{
    private readonly SnapshotTable _table;

    public TableContent(SnapshotTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
    }

    /// <inheritdoc/>
    public string Extension => "txt";

    /// <inheritdoc/>
    public byte[] Received => Encoding.UTF8.GetBytes(TableFormat.Render(_table));

    /// <inheritdoc/>
    public SnapshotDifference? CompareTo(byte[] verified)
    {
        try
        {
            var differences = TableComparison.Compare(TableFormat.Parse(TextContent.Read(verified)), _table);
            return differences.Count == 0 ? null : new SnapshotDifference(TableComparison.Report(differences));
        }
        catch (FormatException exception)
        {
            return new SnapshotDifference(
                $"The verified file is no table (edited by hand, or merged?). {exception.Message} Restore it from version control.");
        }
    }
}

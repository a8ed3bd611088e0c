using System.Text.Json;

namespace Reproduce.Results;

/// <summary>What no result holds, and a file from elsewhere may: nothing in a list, and characters that a terminal obeys.</summary>
internal static class ForeignJson
{
    private const string Rows = "rows";

    /// <summary>The first such thing with the path to its field; null where there is none.</summary>
    public static (string Field, string What)? ProblemOf(JsonElement json) => ProblemOf(json, field: "", cellsDeep: 0);

    /// <param name="json">A value.</param>
    /// <param name="field">The path to it.</param>
    /// <param name="cellsDeep">How many lists deep a table's cells are, which may be empty; 0 outside of a table.</param>
    private static (string Field, string What)? ProblemOf(JsonElement json, string field, int cellsDeep) => json.ValueKind switch
    {
        JsonValueKind.String when json.GetString()!.Any(VisibleText.IsControl) => (field, "It holds a control character."),
        JsonValueKind.Object => json.EnumerateObject()
            .Select(member => ProblemOf(member.Value, Join(field, member.Name), member.NameEquals(Rows) ? 2 : 0))
            .FirstOrDefault(problem => problem is not null),
        JsonValueKind.Array => json.EnumerateArray()
            .Select((element, index) => (Element: element, Field: $"{field}[{index}]"))
            .Select(entry => entry.Element.ValueKind == JsonValueKind.Null && cellsDeep != 1
                ? (entry.Field, "A list holds no null.")
                : ProblemOf(entry.Element, entry.Field, Math.Max(0, cellsDeep - 1)))
            .FirstOrDefault(problem => problem is not null),
        _ => null,
    };

    private static string Join(string field, string member) => field.Length == 0 ? member : $"{field}.{member}";
}

namespace Reproduce.Figures;

/// <summary>The paper's names of attribution methods: short in the titles of panels, in full in headings.</summary>
internal static class AttributionHeading
{
    /// <summary>A method's name in full; a name that has no longer form stays as it is.</summary>
    /// <param name="method">Such as <c>IG</c>.</param>
    public static string FullName(string method) => method switch
    {
        "IG" => "Integrated Gradients",
        "GradCAM" => "Grad-CAM",
        _ => method,
    };

    /// <summary>A method's name in the heading of a grid, where the paper calls Saliency a map.</summary>
    /// <param name="method">Such as <c>Saliency</c>.</param>
    public static string GridName(string method) => method == "Saliency" ? "Saliency Map" : FullName(method);

    /// <summary>The full names as a list: <c>A</c>, <c>A and B</c>, <c>A, B, and C</c>.</summary>
    /// <param name="methods">At least one name.</param>
    public static string List(IReadOnlyList<string> methods)
    {
        var names = methods.Select(FullName).ToList();
        return names.Count < 3
            ? string.Join(" and ", names)
            : $"{string.Join(", ", names.Take(names.Count - 1))}, and {names[^1]}";
    }
}

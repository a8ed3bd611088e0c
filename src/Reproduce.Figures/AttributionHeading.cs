using Reproduce.Core.Attributions;
using Reproduce.Core.Networks;

namespace Reproduce.Figures;

/// <summary>Names of attribution methods in figures. What the paper calls Grad-CAM is Guided Grad-CAM in its code and here.</summary>
internal static class AttributionHeading
{
    /// <summary>A method's name in full; a name that has no longer form stays as it is.</summary>
    public static string FullName(IAttribution<IConvolutionalNetwork> method) => method switch
    {
        IntegratedGradients => "Integrated Gradients",
        GuidedGradCam => "Guided Grad-CAM",
        _ => method.Name,
    };

    /// <summary>The full names as a list: <c>A</c>, <c>A and B</c>, <c>A, B, and C</c>.</summary>
    /// <param name="methods">At least one method.</param>
    public static string List(IEnumerable<IAttribution<IConvolutionalNetwork>> methods)
    {
        var names = methods.Select(FullName).ToList();
        return names.Count < 3
            ? string.Join(" and ", names)
            : $"{string.Join(", ", names.Take(names.Count - 1))}, and {names[^1]}";
    }
}

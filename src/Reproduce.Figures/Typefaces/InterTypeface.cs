using ScottPlot;
using SkiaSharp;

namespace Reproduce.Figures.Typefaces;

/// <summary>The typeface of all text in figures: Inter, from font files embedded in this assembly, never from the system.</summary>
internal static class InterTypeface
{
    /// <summary>The family's name, which the plotting library is given as its font's.</summary>
    public const string Family = "Inter";

    private const string EmbeddedAssembly = "Avalonia.Fonts.Inter.dll";

    private static readonly Lazy<SKTypeface> LazyRegular = new(() => Load("/Assets/Inter-Regular.ttf"));
    private static readonly Lazy<SKTypeface> LazyBold = new(() => Load("/Assets/Inter-Bold.ttf"));
    private static readonly Lazy<bool> Registration = new(AddResolver);

    /// <summary>Weight 400.</summary>
    public static SKTypeface Regular => LazyRegular.Value;

    /// <summary>Weight 700.</summary>
    public static SKTypeface Bold => LazyBold.Value;

    /// <summary>Makes the plotting library find <see cref="Family"/> here. Called before every plot; only the first call acts.</summary>
    /// <remarks>
    /// The library keeps its font resolvers, and the typefaces they gave, in static lists: a second registration would have no effect but
    /// a longer search. The resolver knows this family alone, so that other users of the library in this process keep their fonts.
    /// </remarks>
    public static void Register() => _ = Registration.Value;

    private static bool AddResolver()
    {
        // First, because the library's own resolver would take an Inter that happens to be installed.
        Fonts.FontResolvers.Insert(0, new Resolver());
        return true;
    }

    private static SKTypeface Load(string path)
    {
        using var assembly = typeof(InterTypeface).Assembly.GetManifestResourceStream(EmbeddedAssembly)
            ?? throw new InvalidDataException($"This assembly was built without its resource '{EmbeddedAssembly}'.");
        using var data = SKData.CreateCopy(AvaloniaResources.Read(assembly, path));
        return SKTypeface.FromData(data) ?? throw new InvalidDataException($"'{path}' of '{EmbeddedAssembly}' is not a font.");
    }

    private sealed class Resolver : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            fontName == Family ? (weight >= FontWeight.SemiBold ? Bold : Regular) : null;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
            fontName == Family ? (bold ? Bold : Regular) : null;
    }
}

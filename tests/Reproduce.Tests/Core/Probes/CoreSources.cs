using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Reproduce.Core.Probes;

namespace Reproduce.Tests.Core.Probes;

/// <summary>The sources of src/Reproduce.Core, compiled in memory with or without a change.</summary>
internal sealed class CoreSources
{
    private static readonly string[] ImplicitUsings =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Threading",
        "System.Threading.Tasks",
    ];

    /// <summary>Folders to leave out: build output, and two that no other code of the project uses, a quarter of the sources.</summary>
    private static readonly string[] LeftOut = ["obj", "bin", "Boundaries", "Statistics"];

    private readonly ImmutableDictionary<string, SyntaxTree> _trees;
    private readonly CSharpCompilation _compilation;

    private CoreSources(ImmutableDictionary<string, SyntaxTree> trees, CSharpCompilation compilation) =>
        (_trees, _compilation) = (trees, compilation);

    /// <summary>Reads and parses the sources.</summary>
    /// <param name="root">The repository's folder.</param>
    public static CoreSources Read(string root)
    {
        var folder = Path.Combine(root, "src", "Reproduce.Core");
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => !LeftOut.Contains(file.Name.Split('/')[0]))
            .ToImmutableDictionary(file => file.Name, file => Parse(File.ReadAllText(file.Path), file.Name));
        var usings = Parse(string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")), "Usings.cs");
        // The assemblies of the runtime and of packages that this process uses.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("MathNet.", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            // Nullable analysis does not affect the code and takes a fifth of the time.
            nullableContextOptions: NullableContextOptions.Disable,
            generalDiagnosticOption: ReportDiagnostic.Suppress);
        return new CoreSources(trees, CSharpCompilation.Create("Reproduce.Core.Changed", [usings, .. trees.Values], references, options));
    }

    /// <summary>The sources with one text changed.</summary>
    /// <param name="file">The file's path in the project, such as <c>Training/Adam.cs</c>.</param>
    /// <param name="text">The text, which must occur exactly once in the file.</param>
    /// <param name="replacement">The new text.</param>
    public CoreSources Change(string file, string text, string replacement)
    {
        var source = _trees[file].ToString();
        source.Split(text).Should().HaveCount(2, "'{0}' should stand in {1} once", text, file);
        return With(file, Parse(source.Replace(text, replacement, StringComparison.Ordinal), file));
    }

    /// <summary>The sources with all occurrences of a name in one file changed.</summary>
    /// <param name="file">The file's path in the project.</param>
    /// <param name="name">The name, which must occur in the file.</param>
    /// <param name="replacement">The new name.</param>
    public CoreSources Rename(string file, string name, string replacement)
    {
        var source = _trees[file].ToString();
        source.Should().Contain(name);
        return With(file, Parse(source.Replace(name, replacement, StringComparison.Ordinal), file));
    }

    /// <summary>The sources with a file moved to another path.</summary>
    /// <param name="file">The file's path in the project.</param>
    /// <param name="path">The new path.</param>
    public CoreSources Move(string file, string path) => With(file, Parse(_trees[file].ToString(), path));

    /// <summary>Compiles the sources and runs the probes.</summary>
    public BehaviourHashes Run()
    {
        using var assembly = new MemoryStream();
        var result = _compilation.Emit(assembly);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        assembly.Position = 0;
        var context = new AssemblyLoadContext("changed core", isCollectible: true);
        try
        {
            var type = context.LoadFromStream(assembly).GetType(typeof(Behaviour).FullName!)!;
            var behaviour = type.GetProperty(nameof(Behaviour.Current))!.GetValue(null);
            return new BehaviourHashes(
                Hash(nameof(Behaviour.ToyTraining)),
                Hash(nameof(Behaviour.ImageTraining)),
                Hash(nameof(Behaviour.Attacks)),
                Hash(nameof(Behaviour.Trials)),
                Hash(nameof(Behaviour.Attributions)));

            string Hash(string kind) => ((Lazy<string>)type.GetProperty(kind)!.GetValue(behaviour)!).Value;
        }
        finally
        {
            context.Unload();
        }
    }

    private static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None), path);

    private CoreSources With(string file, SyntaxTree tree) =>
        new(_trees.SetItem(file, tree), _compilation.ReplaceSyntaxTree(_trees[file], tree));
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reproduce.Testing.Snapshots;

/// <summary>
/// Verify's file names: <c>Class.Method_param=value#name</c>, then <c>.verified.ext</c> or <c>.received.ext</c>. A name is valid
/// on every system, whichever one the snapshot was accepted on.
/// </summary>
public static partial class SnapshotName
{
    /// <summary>Longest file name in bytes of UTF-8; file systems take 255, and a path of Windows 260 characters in all.</summary>
    public const int MaxLength = 200;

    /// <summary>The class part of the file names: the type without its namespace, an outer class first (<c>Outer.Inner</c>).</summary>
    /// <param name="type">The fixture's type.</param>
    public static string OfClass(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var name = type.Name.Split('`')[0];
        if (type.GenericTypeArguments.Length > 0)
        {
            name += $"[{string.Join(',', type.GenericTypeArguments.Select(OfClass))}]";
        }

        return type.DeclaringType is null ? name : $"{OfClass(type.DeclaringType)}.{name}";
    }

    /// <summary>The file name up to <c>.verified.</c>.</summary>
    /// <param name="test">The test.</param>
    /// <param name="name">Tells several snapshots of one test apart; <see langword="null"/> for its only one.</param>
    /// <exception cref="SnapshotException">The name is longer than <see cref="MaxLength"/>.</exception>
    internal static string Stem(SnapshotTest test, string? name)
    {
        var text = OfMethod(test) + string.Concat(test.Parameters.Select(Argument));
        if (name is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            text += $"#{Sanitize(name)}";
        }

        var length = Encoding.UTF8.GetByteCount(text + ".difference.png");
        return length <= MaxLength
            ? text
            : throw new SnapshotException(
                $"A snapshot's file name has at most {MaxLength} bytes. Actual: {length} for {test.FullName}: '{text}'. " +
                "Shorten the method's name, or give the argument a type whose ToString is short.");
    }

    /// <summary>Whether a file name, up to <c>.verified.</c>, is one that a test may verify.</summary>
    /// <param name="stem">The file name.</param>
    /// <param name="test">
    /// The test. Its fixture's arguments may have any value, for the environment decides which fixtures a run has; those of its method may
    /// not.
    /// </param>
    internal static bool IsOf(string stem, SnapshotTest test)
    {
        var ofFixture = test.Parameters.Take(test.FixtureParameters)
            .Select(parameter => $@"_{Regex.Escape(parameter.Key)}=((?!_\w+=)[^#])*");
        var ofMethod = test.Parameters.Skip(test.FixtureParameters).Select(parameter => Regex.Escape(Argument(parameter)));
        return Regex.IsMatch(
            stem, $@"^{Regex.Escape(OfMethod(test))}{string.Concat(ofFixture)}{string.Concat(ofMethod)}(#.*)?\z", RegexOptions.Singleline);
    }

    /// <summary>What a claim's name is, for messages.</summary>
    internal const string ExpectedOfClaim = "a letter or digit, then letters, digits, '-', '_' and '.'";

    /// <summary>Whether a name may be a claim's, which becomes a folder.</summary>
    internal static bool IsClaim(string name) => FolderName().IsMatch(name);

    /// <summary>Checks a claim's name, which becomes a folder.</summary>
    /// <exception cref="SnapshotException">It holds what a folder's name should not.</exception>
    internal static string CheckClaim(SnapshotTest test) =>
        IsClaim(test.Claim)
            ? test.Claim
            : throw new SnapshotException(
                $"A claim's name becomes a folder's: {ExpectedOfClaim}. " +
                $"Actual: '{test.Claim}' of {test.FullName}. Rename the Claim property.");

    private static string OfMethod(SnapshotTest test) => $"{Sanitize(test.ClassName)}.{Sanitize(test.MethodName)}";

    private static string Argument(KeyValuePair<string, object?> parameter) => $"_{parameter.Key}={Sanitize(Describe(parameter.Value))}";

    private static string Describe(object? value) => value switch
    {
        null => "null",
        string text => text,
        Type type => OfClass(type),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items => string.Join(',', items.Cast<object?>().Select(Describe)),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>
    /// Replaces what some file system forbids, and <c>#</c>, which starts the snapshot's name, by dashes as Verify does. Combining marks,
    /// too: a letter with one may be spelt in two ways, of which some file systems keep another than they were given.
    /// </summary>
    private static string Sanitize(string text) => Forbidden().Replace(text, "-");

    [GeneratedRegex(@"[\p{C}\p{M}<>:""/\\|?*#]")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_.,\[\]-]*\z")]
    private static partial Regex FolderName();
}

namespace Reproduce.Cli.Doctor;

/// <summary>How a check came out.</summary>
internal enum CheckState
{
    /// <summary>All right.</summary>
    Ok,

    /// <summary>Not all right, but the default `dotnet test` runs.</summary>
    Warning,

    /// <summary>The default `dotnet test` does not run.</summary>
    Missing,
}

/// <summary>Something that was looked at.</summary>
/// <param name="What">What, in a few words.</param>
/// <param name="State">How it came out.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; empty where nothing is to be done.</param>
internal sealed record Check(string What, CheckState State, string Found, string Remedy = "")
{
    /// <summary>A check that came out well.</summary>
    public static Check Ok(string what, string found) => new(what, CheckState.Ok, found);

    /// <summary>A check that came out so that something runs slower or not at all, but not the default `dotnet test`.</summary>
    public static Check Warning(string what, string found, string remedy) => new(what, CheckState.Warning, found, remedy);

    /// <summary>A check that came out badly.</summary>
    public static Check Missing(string what, string found, string remedy) => new(what, CheckState.Missing, found, remedy);
}

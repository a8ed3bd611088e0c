namespace Reproduce.Cli.Doctor;

/// <summary>The result of a check.</summary>
internal enum CheckState
{
    /// <summary>Nothing is to be done.</summary>
    Ok,

    /// <summary>Something runs slower or not at all, but not the default `dotnet test`.</summary>
    Warning,

    /// <summary>The default `dotnet test` does not run.</summary>
    Missing,
}

/// <summary>A check, and what it found.</summary>
/// <param name="What">What was checked, in a few words.</param>
/// <param name="State">The result.</param>
/// <param name="Found">What was found.</param>
/// <param name="Remedy">What to do; empty where nothing is to be done.</param>
internal sealed record Check(string What, CheckState State, string Found, string Remedy = "")
{
    /// <summary>A check after which nothing is to be done.</summary>
    public static Check Ok(string what, string found) => new(what, CheckState.Ok, found);

    /// <summary>A check that ends with <see cref="CheckState.Warning"/>.</summary>
    public static Check Warning(string what, string found, string remedy) => new(what, CheckState.Warning, found, remedy);

    /// <summary>A check that ends with <see cref="CheckState.Missing"/>.</summary>
    public static Check Missing(string what, string found, string remedy) => new(what, CheckState.Missing, found, remedy);
}

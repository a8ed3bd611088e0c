using System.CommandLine;

namespace Reproduce.Cli.Hosting;

/// <summary>Options that name a file or folder.</summary>
internal static class PathOptions
{
    /// <summary>Refuses an empty name, which would mean the current folder.</summary>
    /// <param name="option">The option; its value is a path.</param>
    public static void RequireName(this Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{option.Name} is empty; expected the name of a file or folder.");
        }
    });
}

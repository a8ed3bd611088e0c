using System.CommandLine;
using Reproduce.Core.Experiments;

namespace Reproduce.Cli.Hosting;

/// <summary>The option that names a profile, and how one is chosen without it.</summary>
internal static class ProfileOption
{
    private static readonly string[] Names = [Profile.Quick.Name, Profile.Paper.Name];

    /// <summary>The option <c>--profile</c>.</summary>
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--profile")
        {
            Description = $"How much is run; {Profile.EnvironmentVariable}, or else Quick, if left out.",
            HelpName = string.Join('|', Names),
        };
        option.CompletionSources.Add(Names);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--profile is '{name}'; expected {string.Join(" or ", Names)}.");
            }
        });
        return option;
    }

    /// <summary>The profile of that name, or else the one that the claims choose in this environment.</summary>
    /// <param name="host">The process.</param>
    /// <param name="name">A profile's name, or null.</param>
    /// <exception cref="CommandFailedException">The environment names no profile.</exception>
    public static Profile ChooseProfile(this CliHost host, string? name) => CommandActions.Choose(() => Profile.Choose(
        variable => name is not null && variable == Profile.EnvironmentVariable ? name : host.Environment(variable)));
}

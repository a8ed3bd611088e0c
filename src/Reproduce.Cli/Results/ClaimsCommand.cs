using System.CommandLine;
using Reproduce.Cli.Hosting;

namespace Reproduce.Cli.Results;

/// <summary><c>reproduce claims</c>: lists the claims.</summary>
internal static class ClaimsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host)
    {
        var json = new Option<bool>("--json") { Description = "Print the list as JSON, for scripts." };
        return new DocumentedCommand(
            "claims",
            "Lists the claims: name, the paper's sentence, data, the pinned verdict with its number and the paper's, and what the last run "
                + "found. Runs nothing.",
            new Example("reproduce claims", "all claims"),
            new Example("reproduce claims --json", "the same, for a script"))
        { json }.SetRun(host, (result, _) =>
        {
            var claims = ClaimStatus.All(host);
            return host.Show(result.GetValue(json), new { Claims = claims }, () => Print(host, claims));
        });
    }

    private static void Print(CliHost host, IReadOnlyList<ClaimStatus> claims)
    {
        if (claims.Count == 0)
        {
            host.Output.WriteLine("No claim is pinned here and none has been run: run `dotnet test` in the repository.");
        }

        foreach (var paper in claims.GroupBy(state => state.Paper))
        {
            host.Output.WriteLine(paper.Key);
            host.Output.WriteLine();
            PrintPaper(host, paper);
        }
    }

    private static void PrintPaper(CliHost host, IEnumerable<ClaimStatus> claims)
    {
        foreach (var claim in claims.GroupBy(state => state.Claim))
        {
            host.Output.WriteLine($"{claim.Key} ({claim.First().Source})");
            host.Output.WriteLine($"  \"{claim.First().Sentence}\"");
            foreach (var state in claim)
            {
                host.Output.WriteLine($"  {state.Data}: {state.InWords()}");
                if (state.Conclusion is { } conclusion)
                {
                    host.Output.WriteLine($"    {conclusion}");
                }
            }

            host.Output.WriteLine($"  Run it: dotnet test --filter Claim={claim.Key}");
            host.Output.WriteLine();
        }
    }
}

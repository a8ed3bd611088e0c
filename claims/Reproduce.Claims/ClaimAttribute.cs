namespace Reproduce.Claims;

/// <summary>Names the claim that a fixture decides: <c>dotnet test --filter Claim=Name</c> runs it, and its snapshots lie in a folder of that name.</summary>
/// <param name="name">The claim's name, such as <c>DoubleRegularization</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ClaimAttribute(string name) : PropertyAttribute("Claim", name);

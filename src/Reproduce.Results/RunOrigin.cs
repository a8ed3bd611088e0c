namespace Reproduce.Results;

/// <summary>The process and machine that decided something.</summary>
/// <param name="Commit">Commit of the harness, or <c>unknown</c>.</param>
/// <param name="Version">Version of the harness.</param>
/// <param name="Profile">How much was run: <c>Quick</c> or <c>Paper</c>.</param>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">Cores that the process may use, at least 1.</param>
/// <param name="OperatingSystem">Such as <c>Debian GNU/Linux 12</c>.</param>
/// <param name="Runtime">Such as <c>.NET 10.0.1</c>.</param>
/// <param name="At">When.</param>
public sealed record RunOrigin(
    string Commit, string Version, string Profile, string Processor, int Cores, string OperatingSystem, string Runtime, DateTimeOffset At);

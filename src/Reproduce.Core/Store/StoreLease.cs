namespace Reproduce.Core.Store;

/// <summary>A key whose artifact a process is making, or was making when it died.</summary>
/// <param name="Hash">Hash of the artifact's key: see <see cref="ArtifactKey.Hash"/>.</param>
/// <param name="Host">Name of the machine that the process runs on; null where the process is not known any more.</param>
/// <param name="ProcessId">The process's id there; null where the process is not known any more.</param>
/// <param name="Since">When it began, by its machine's clock.</param>
/// <param name="Title">What it makes, in a few words such as <c>signs RT_tempT (seed 3)</c>; null if it did not say.</param>
/// <param name="IsAlive">
/// Whether the process lives, as far as can be told without waiting. One of another machine counts as living until its files have not
/// changed for 90 seconds between two calls of <see cref="StoreInventory.Leases"/> of one inventory.
/// </param>
/// <param name="LastSign">
/// When the process last gave a sign of life, as it does every ten seconds, by the file system's clock; null where the process is not known
/// any more.
/// </param>
public sealed record StoreLease(
    string Hash, string? Host, int? ProcessId, DateTimeOffset Since, string? Title, bool IsAlive, DateTimeOffset? LastSign);

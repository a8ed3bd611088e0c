namespace Reproduce.Core.Store;

/// <summary>What the lease of a key says.</summary>
/// <param name="Holder">Who holds the key: see <see cref="LeaseHolder"/>.</param>
/// <param name="Since">When it took the key, by its own clock; for people.</param>
/// <param name="Title">What it makes, in a few words; null if it did not say.</param>
internal sealed record Lease(Guid Holder, DateTimeOffset Since, string? Title);

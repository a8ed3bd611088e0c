namespace Reproduce.Core.Backends;

/// <summary>
/// How many images go through a network together in attacks and attributions. No result of the default backend depends on it.
/// </summary>
/// <param name="Attacked">Images that are attacked together, at least 1.</param>
/// <param name="Explained">Images whose attributions are computed together, at least 1.</param>
/// <param name="AtOnce">Batches at the same time, each on a CPU thread of its own; at least 1.</param>
public sealed record ImageBatching(int Attacked, int Explained, int AtOnce);

namespace Reproduce.Results;

/// <summary>A sub-claim's conclusion was written for another verdict than its findings give.</summary>
/// <param name="message">Both verdicts, the findings and what to do.</param>
public sealed class OutdatedConclusionException(string message) : Exception(message);

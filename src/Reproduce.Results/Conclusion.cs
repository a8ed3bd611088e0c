using Reproduce.Core.Statistics;

namespace Reproduce.Results;

/// <summary>What a person concludes from a sub-claim's findings, with the verdict that they gave at the time.</summary>
/// <param name="Verdict">The sub-claim's verdict when the text was written.</param>
/// <param name="Text">What the findings mean, in a sentence or two.</param>
public sealed record Conclusion(Verdict Verdict, string Text);

/// <summary>A sub-claim's conclusion was written for another verdict than its findings give.</summary>
/// <param name="message">Both verdicts, the findings and what to do.</param>
public sealed class OutdatedConclusionException(string message) : Exception(message);

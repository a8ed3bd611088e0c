namespace Reproduce.Core.Statistics;

/// <summary>An estimate with its confidence interval.</summary>
/// <param name="Estimate">The statistic of the whole sample.</param>
/// <param name="Lower">Lower bound, included.</param>
/// <param name="Upper">Upper bound, included.</param>
/// <param name="Level">Confidence level, such as 0.95.</param>
public readonly record struct Interval(double Estimate, double Lower, double Upper, double Level);

using System.Collections.Immutable;

namespace Reproduce.Core.Data;

/// <summary>A data set of images: what is trained on and what is tested on.</summary>
/// <param name="Name">The name that every result on it carries, such as <c>Signs</c>.</param>
/// <param name="ClassNames">What people call the classes, in the order of the labels.</param>
/// <param name="Train">The training split.</param>
/// <param name="Test">The test split.</param>
public sealed record ImageData(string Name, ImmutableArray<string> ClassNames, ImageSet Train, ImageSet Test)
{
    /// <summary>SHA-256 over both splits, in lower-case hexadecimal: two data sets of one fingerprint are the same.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{Train.Fingerprint} {Test.Fingerprint}")));
}

using System.Collections.Immutable;

namespace Reproduce.Core.Data;

/// <summary>A data set of images: a training split and a test split.</summary>
/// <param name="Name">Name of the data set in results, such as <c>Signs</c>.</param>
/// <param name="ClassNames">Names of the classes, in the order of the labels.</param>
/// <param name="Train">The training split.</param>
/// <param name="Test">The test split.</param>
public sealed record ImageData(string Name, ImmutableArray<string> ClassNames, ImageSet Train, ImageSet Test)
{
    private const string OtherBytes = ", other bytes";

    /// <summary>
    /// What is not as published, such as <c>data_batch_1.bin</c>; empty for the original bytes and for drawn images. Results on other bytes
    /// are results on other data.
    /// </summary>
    public ImmutableArray<string> Altered { get; init; } = [];

    /// <summary>A title of the data set, which says so where the bytes are others than those that were published.</summary>
    /// <param name="title">The title of the original.</param>
    public string Labelled(string title) => Altered.IsEmpty ? title : title + OtherBytes;

    /// <summary>Whether a title, such as that of a result, says that the bytes are others than those that were published.</summary>
    public static bool IsOfOtherBytes(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return title.EndsWith(OtherBytes, StringComparison.Ordinal);
    }

    /// <summary>SHA-256 over both splits, in lower-case hexadecimal.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{Train.Fingerprint} {Test.Fingerprint}")));
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Reproduce.Results;

/// <summary>All results on one paper.</summary>
public sealed record ResultSet
{
    /// <summary>The form of the JSON, to be raised when a member changes its meaning.</summary>
    public const string CurrentSchema = "reproduce-results/3";

    /// <summary>The form of the JSON.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The paper.</summary>
    public required Paper Paper { get; init; }

    /// <summary>The fixtures, by claim and data.</summary>
    public required ImmutableArray<ClaimRun> Runs { get; init; }

    /// <summary>The results, by claim, data and id.</summary>
    public required ImmutableArray<ResultItem> Items { get; init; }

    /// <summary>The folder that it was read from, where the figures lie; null for a set without pictures.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <summary>The items of a fixture.</summary>
    public IEnumerable<ResultItem> ItemsOf(ClaimRun run) =>
        Items.Where(item => item.Claim == run.Claim && item.Data == run.Data);

    /// <summary>
    /// What is wrong with a picture's file, as the end of a sentence: it is gone, or not the picture that was recorded. Null where nothing
    /// is, and for a set without pictures.
    /// </summary>
    public string? DamageOf(PictureFile picture) =>
        Folder is null ? null
        : PictureOf(picture) is not { } png ? "is not there"
        : Convert.ToHexStringLower(SHA256.HashData(png)) != picture.Sha256 ? "is not the picture that was recorded"
        : null;

    /// <summary>A picture's bytes; null where the set has no pictures or the file is gone.</summary>
    public byte[]? PictureOf(PictureFile picture) =>
        Folder is not null && Path.GetFullPath(Path.Combine(Folder, picture.File)) is var path && File.Exists(path)
        && path.StartsWith(Path.GetFullPath(Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? File.ReadAllBytes(path)
            : null;
}

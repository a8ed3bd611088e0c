using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Images;
using SkiaSharp;

namespace Reproduce.Testing;

/// <summary>Pins and records a figure.</summary>
[StackTraceHidden]
public static class FigureSnapshot
{
    /// <summary>Fails if the picture does not look like the pinned one.</summary>
    /// <param name="png">The PNG file's bytes.</param>
    /// <param name="figures">Numbers of the paper's figures that it reproduces or stands in for.</param>
    /// <exception cref="ArgumentException">The bytes are no image.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(byte[] png, params ImmutableArray<int> figures) => Verify(png, tolerance: null, name: null, figures);

    /// <summary>The same with another tolerance, or for one of several figures of a test.</summary>
    /// <param name="png">The PNG file's bytes.</param>
    /// <param name="tolerance">What may differ; <see cref="ImageTolerance.Default"/> without.</param>
    /// <param name="name">Tells several snapshots of one test apart.</param>
    /// <param name="figures">Numbers of the paper's figures that it reproduces or stands in for.</param>
    /// <exception cref="ArgumentException">The bytes are no image.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task Verify(byte[] png, ImageTolerance? tolerance, string? name, params ImmutableArray<int> figures)
    {
        ArgumentNullException.ThrowIfNull(png);
        var size = SKBitmap.DecodeBounds(png);
        return ResultRecorder.OfProcess().Record(
            Fixture.Running(),
            name,
            item => item with
            {
                Figure = new FigureResult(
                    ResultFolder.PictureFile(item.Claim, item.Id), size.Width, size.Height, Convert.ToHexStringLower(SHA256.HashData(png))),
                Figures = figures,
            },
            () => Verifier.VerifyImage(png, tolerance, name),
            png);
    }
}

using System.Diagnostics;
using Reproduce.Results.Tables;
using Reproduce.Testing.Snapshots.Images;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Testing.Snapshots;

/// <summary>
/// Verifies what a running NUnit test received against the snapshot that was accepted: file
/// <c>snapshots/Claim/Class.Method_param=value#name.verified.ext</c> of the repository, where the claim is the test's or its
/// fixture's <c>Claim</c> property, or else the class.
/// </summary>
/// <remarks>
/// Named after Verify's own <c>Verifier</c>, and used alike. The work is done before a method returns, so that a forgotten
/// <c>await</c> cannot hide a failure.
/// </remarks>
[StackTraceHidden]
public static class Verifier
{
    /// <summary>Verifies a table: its texts exactly, its numbers within the tolerance of their column.</summary>
    /// <param name="target">The table.</param>
    /// <param name="name">Tells several snapshots of one test apart.</param>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task VerifyTable(Table target, string? name = null) =>
        Verify(new TableContent(target), name);

    /// <summary>Verifies an image as the eye sees it.</summary>
    /// <param name="png">The PNG file's bytes.</param>
    /// <param name="tolerance">What may differ; <see cref="ImageTolerance.Default"/> without.</param>
    /// <param name="name">Tells several snapshots of one test apart.</param>
    /// <exception cref="ArgumentException">The bytes are no image.</exception>
    /// <exception cref="SnapshotException">The snapshot is missing or differs.</exception>
    public static Task VerifyImage(byte[] png, ImageTolerance? tolerance = null, string? name = null) =>
        Verify(new ImageContent(png, tolerance ?? ImageTolerance.Default), name);

    private static Task Verify(ISnapshotContent content, string? name)
    {
        SnapshotEngine.Verify(TestRun.Settings(), TestRun.Test(), name, content);
        return Task.CompletedTask;
    }
}

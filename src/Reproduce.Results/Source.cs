using System.Collections.Immutable;

namespace Reproduce.Results;

/// <summary>Models of one recipe, or measurements on them, that a result was computed from, made by one machine at one commit.</summary>
public sealed record Source
{
    /// <summary>What it is: <c>model</c>, or the measurement's name, such as <c>robustness</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The model's name, or those of two that were compared.</summary>
    public required string Model { get; init; }

    /// <summary>The recipe as canonical JSON: all that decides the training but data, seed and teacher.</summary>
    public required string Recipe { get; init; }

    /// <summary>The models' seeds.</summary>
    public required ImmutableArray<int> Seeds { get; init; }

    /// <summary>The artifacts' keys in the store, in the order of the seeds.</summary>
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>Commit of the harness that made them.</summary>
    public required string Commit { get; init; }

    /// <summary>Where it ran: <c>cpu</c> or <c>cuda:0</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Name of the processor or graphics card.</summary>
    public required string Processor { get; init; }

    /// <summary>Version of libtorch, or <c>none</c>.</summary>
    public required string LibTorch { get; init; }

    /// <summary>
    /// Seconds that making each took, in the order of the seeds; models that were trained side by side count their share.
    /// </summary>
    public required ImmutableArray<double> Seconds { get; init; }

    /// <summary>When the last of them was made.</summary>
    public required DateTimeOffset Created { get; init; }
}

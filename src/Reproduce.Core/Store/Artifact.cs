using System.Collections.Immutable;

namespace Reproduce.Core.Store;

/// <summary>
/// A trained model, the checkpoint of one in training, or what was measured on one, with where it comes from.
/// </summary>
/// <remarks>Records compare their collections by reference; two artifacts are the same if their keys are equal.</remarks>
/// <param name="Key">Everything that decides the training.</param>
/// <param name="Weights">The model's <c>state_dict</c>, in its order; names differ.</param>
/// <param name="EpochLosses">Mean training loss of each epoch; not a number or infinite where the training diverged.</param>
/// <param name="Provenance">Where and when it was trained.</param>
public sealed record Artifact(
    ArtifactKey Key,
    ImmutableArray<NamedArray> Weights,
    ImmutableArray<double> EpochLosses,
    Provenance Provenance)
{
    /// <summary>Training loss of each step, where the training recorded it; else empty.</summary>
    public ImmutableArray<double> StepLosses { get; init; } = [];

    /// <summary>Other numbers taken right after training, such as <c>training_accuracy</c>.</summary>
    public ImmutableSortedDictionary<string, double> Measurements { get; init; } =
        ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The weights of that name.</summary>
    /// <exception cref="KeyNotFoundException">The model has none of that name.</exception>
    public NamedArray this[string name] =>
        Weights.FirstOrDefault(weight => weight.Name == name)
        ?? throw new KeyNotFoundException(
            $"There are no weights '{name}', but {string.Join(", ", Weights.Select(weight => weight.Name))}.");
}

/// <summary>
/// Where a model comes from. It does not decide what the model is (that is the key, with which it is stored), but explains a
/// difference between two machines.
/// </summary>
/// <param name="Commit">Commit of the harness, with <c>-dirty</c> behind it for changed sources, or <c>unknown</c>.</param>
/// <param name="HarnessVersion">Version of the harness.</param>
/// <param name="Device">Where the training ran: <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="Processor">Name of the processor or graphics card.</param>
/// <param name="LibTorchVersion">Version of libtorch, or <c>none</c>.</param>
/// <param name="Threads">Threads that worked on it, 1 or more.</param>
/// <param name="TrainingDuration">Time the training took; a share of the whole for models that were trained together.</param>
/// <param name="Created">When the training ended.</param>
/// <param name="Runtime">
/// Version of the .NET runtime, such as <c>.NET 10.0.1</c>; <c>unknown</c> in artifacts of versions that did not note it.
/// </param>
public sealed record Provenance(
    string Commit,
    string HarnessVersion,
    string Device,
    string Processor,
    string LibTorchVersion,
    int Threads,
    TimeSpan TrainingDuration,
    DateTimeOffset Created,
    string Runtime = "unknown");

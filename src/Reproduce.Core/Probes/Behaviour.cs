namespace Reproduce.Core.Probes;

/// <summary>
/// Five hashes of what the code of this process computes, which are parts of the keys of stored artifacts. Each is the hash of the bits
/// that a probe computes: a few steps of the production code on tiny networks and fixed numbers. A changed constant, formula, processor
/// path or runtime changes a hash if it changes a bit; renamed members, comments and moved files do not.
/// </summary>
/// <remarks>Each probe runs on one thread, once in a process, when its hash is first read.</remarks>
/// <param name="ToyTraining">SHA-256 of toy models after a few steps of training, 64 lower-case hexadecimal digits.</param>
/// <param name="ImageTraining">The same for image models.</param>
/// <param name="Attacks">The same for attacked images and their measures.</param>
/// <param name="Trials">The same for the attacks that are tried beside the paper's.</param>
/// <param name="Attributions">The same for attributions and their comparison.</param>
public sealed record Behaviour(
    Lazy<string> ToyTraining, Lazy<string> ImageTraining, Lazy<string> Attacks, Lazy<string> Trials, Lazy<string> Attributions)
{
    /// <summary>The part of a model's key that holds the hash of its kind of training.</summary>
    public const string TrainingPart = "training-behaviour";

    /// <summary>The part of a measurement's key that holds the hash of the attacks.</summary>
    public const string AttackPart = "attack-behaviour";

    /// <summary>The part of a measurement's key that holds the hash of the attacks that are tried beside the paper's.</summary>
    public const string TrialPart = "trial-behaviour";

    /// <summary>The part of a measurement's key that holds the hash of the attributions.</summary>
    public const string AttributionPart = "attribution-behaviour";

    /// <summary>The behaviour of this process.</summary>
    public static Behaviour Current { get; } = new(
        new(ToyTrainingProbe.Hash), new(ImageTrainingProbe.Hash), new(AttackProbe.Hash), new(TrialProbe.Hash), new(AttributionProbe.Hash));
}

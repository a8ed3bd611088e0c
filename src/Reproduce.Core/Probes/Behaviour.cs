namespace Reproduce.Core.Probes;

/// <summary>
/// What the code of this process computes, as four hashes that are parts of the keys of stored artifacts. Each hash is made of the bits
/// that a probe gives: a few steps of the production code on tiny networks and fixed numbers. Renamed members, comments and moved files
/// leave the hashes as they are; a changed constant, formula, processor path or runtime that changes a bit does not.
/// </summary>
/// <remarks>Each probe runs on one thread, when its hash is first asked for, and once a process.</remarks>
/// <param name="ToyTraining">SHA-256 of what toy models are after a few steps of training, 64 lower-case hexadecimal digits.</param>
/// <param name="ImageTraining">The same of image models.</param>
/// <param name="Attacks">The same of attacked images and of the measures of attacks.</param>
/// <param name="Attributions">The same of attributions and of their comparison.</param>
public sealed record Behaviour(Lazy<string> ToyTraining, Lazy<string> ImageTraining, Lazy<string> Attacks, Lazy<string> Attributions)
{
    /// <summary>The part of a model's key that holds the hash of its kind of training.</summary>
    public const string TrainingPart = "training-behaviour";

    /// <summary>The part of a measurement's key that holds the hash of the attacks.</summary>
    public const string AttackPart = "attack-behaviour";

    /// <summary>The part of a measurement's key that holds the hash of the attributions.</summary>
    public const string AttributionPart = "attribution-behaviour";

    /// <summary>The behaviour of this process.</summary>
    public static Behaviour Current { get; } = new(
        new(ToyTrainingProbe.Hash), new(ImageTrainingProbe.Hash), new(AttackProbe.Hash), new(AttributionProbe.Hash));
}

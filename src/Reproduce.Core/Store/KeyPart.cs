namespace Reproduce.Core.Store;

/// <summary>
/// Names of a key's parts that more than one place knows. Another name would give other keys, and every model would be trained again.
/// </summary>
public static class KeyPart
{
    /// <summary>A model's recipe, as canonical JSON.</summary>
    public const string Recipe = "recipe";

    /// <summary>Fingerprint of the data that a model is trained on.</summary>
    public const string Data = "data";

    /// <summary>A model's seed.</summary>
    public const string Seed = "seed";

    /// <summary>What a checkpoint is of; a key without it is of no checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>What was measured, such as <c>robustness</c>; a key without it is of a model.</summary>
    public const string Measurement = "measurement";

    /// <summary>The model that was measured.</summary>
    public const string Model = "model";

    /// <summary>The model that it was compared with.</summary>
    public const string Reference = "reference";

    /// <summary>Fingerprint of the training images that a measurement uses.</summary>
    public const string Train = "train";
}

namespace Reproduce.Core.Models;

/// <summary>The softmax temperature that a model is trained at. At inference the temperature is always 1.</summary>
public enum TrainingTemperature
{
    /// <summary>Temperature 1, the usual training. Written <c>temp1</c>.</summary>
    One,

    /// <summary>The distillation temperature T of the set that the model belongs to. Written <c>tempT</c>.</summary>
    T,
}

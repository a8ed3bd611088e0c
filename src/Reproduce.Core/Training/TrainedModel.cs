using Reproduce.Core.Models;

namespace Reproduce.Core.Training;

/// <summary>A model that has just been trained.</summary>
/// <typeparam name="TNetwork">The kind of network.</typeparam>
/// <param name="Id">Which model.</param>
/// <param name="Network">The weights after the last step.</param>
/// <param name="Losses">The training losses.</param>
/// <param name="Duration">The time that its training took; for models that were trained as one, an equal share of it.</param>
public sealed record TrainedModel<TNetwork>(ModelId Id, TNetwork Network, LossHistory Losses, TimeSpan Duration);

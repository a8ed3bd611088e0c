namespace Reproduce.Core.Attributions;

/// <summary>Two networks whose attributions are compared.</summary>
/// <param name="Model">The one that may adhere to the other, such as a student.</param>
/// <param name="Reference">The one that it is compared with, such as its teacher.</param>
public sealed record AdherencePair(AttributedNetwork Model, AttributedNetwork Reference);

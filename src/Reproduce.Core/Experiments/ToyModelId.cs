using Reproduce.Core.Catalog;

namespace Reproduce.Core.Experiments;

/// <summary>Which toy model: its recipe and its seed.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Seed">The seed, which a student shares with its teacher.</param>
public sealed record ToyModelId(Recipe Recipe, int Seed)
{
    /// <summary>The teacher of a student, trained by the same recipe and seed; null for a teacher.</summary>
    public ToyModelId? Teacher => Recipe.Model.IsStudent ? new ToyModelId(Recipe.OfTeacher(), Seed) : null;
}

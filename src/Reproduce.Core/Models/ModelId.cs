namespace Reproduce.Core.Models;

/// <summary>Which model of a data set: its recipe and its seed.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Seed">The seed, which a student shares with its teacher.</param>
public sealed record ModelId(Recipe Recipe, int Seed)
{
    /// <summary>The teacher of a student, trained by the same recipe and seed; null for a teacher.</summary>
    public ModelId? Teacher => Recipe.Model.IsStudent ? new ModelId(Recipe.OfTeacher(), Seed) : null;
}

using Reproduce.Core.Models;

namespace Reproduce.Claims.Images;

/// <summary>Which network of a flavour is compared with a reference of some seed.</summary>
internal enum ComparedWith
{
    /// <summary>The trained model of the reference's seed: a student with its own teacher.</summary>
    SameSeed,

    /// <summary>The trained model of another seed: nothing but the recipe and the data in common.</summary>
    OtherSeed,

    /// <summary>What the model of another seed starts its training from: nothing but the layers and the image in common.</summary>
    Untrained,
}

/// <summary>Two flavours whose attributions are compared, seed by seed.</summary>
/// <param name="Model">The flavour that may adhere.</param>
/// <param name="Reference">The flavour that it is compared with.</param>
/// <param name="With">Which network of the first flavour.</param>
internal sealed record Comparison(ModelName Model, ModelName Reference, ComparedWith With)
{
    /// <summary>A student with its teacher.</summary>
    public static Comparison OfStudent(ModelName student) => new(
        student, student.Teacher ?? throw new ArgumentException($"{student} is no student.", nameof(student)), ComparedWith.SameSeed);

    /// <summary>A teacher with one of the same recipe and another seed.</summary>
    public static Comparison OfOtherSeed(ModelName teacher) => new(teacher, teacher, ComparedWith.OtherSeed);

    /// <summary>An untrained network of some size with a teacher.</summary>
    public static Comparison OfUntrained(Architecture architecture, ModelName teacher) =>
        new(ModelName.OfTeacher(architecture, teacher.Temperature), teacher, ComparedWith.Untrained);

    /// <summary>The teachers of both sizes, trained alike.</summary>
    public static Comparison OfOtherSize(ModelName teacher) =>
        new(ModelName.OfTeacher(Other(teacher.Architecture), teacher.Temperature), teacher, ComparedWith.SameSeed);

    /// <summary>The other size.</summary>
    public static Architecture Other(Architecture architecture) =>
        architecture == Architecture.Full ? Architecture.Reduced : Architecture.Full;

    /// <inheritdoc/>
    public override string ToString() => With switch
    {
        ComparedWith.OtherSeed => $"{Model} of another seed with {Reference}",
        ComparedWith.Untrained => $"untrained {Model.Architecture} with {Reference}",
        _ => $"{Model} with {Reference}",
    };
}

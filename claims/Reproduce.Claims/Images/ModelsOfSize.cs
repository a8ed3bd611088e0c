using System.Collections.Immutable;
using Reproduce.Core.Models;

namespace Reproduce.Claims.Images;

/// <summary>The models of one size that most claims compare.</summary>
/// <param name="Plain">The teacher of temperature 1.</param>
/// <param name="TeacherAtT">The teacher trained at T.</param>
/// <param name="StudentAtT">Its student of the same size trained at T, 'defensively distilled'.</param>
internal sealed record ModelsOfSize(ModelName Plain, ModelName TeacherAtT, ModelName StudentAtT)
{
    /// <summary>Both sizes, the smaller first.</summary>
    public static ImmutableArray<ModelsOfSize> All { get; } = [.. Enum.GetValues<Architecture>().Select(Of)];

    /// <summary>The temperature-1 teachers of both sizes.</summary>
    public static ImmutableArray<ModelName> AllPlain { get; } = [.. All.Select(size => size.Plain)];

    /// <summary>The models trained at T of both sizes: each size's teacher, then its student.</summary>
    public static ImmutableArray<ModelName> AllTrainedAtT { get; } = [.. All.SelectMany(size => size.TrainedAtT)];

    /// <summary>The two trained at T.</summary>
    public ImmutableArray<ModelName> TrainedAtT => [TeacherAtT, StudentAtT];

    /// <summary>All three.</summary>
    public ImmutableArray<ModelName> Models => [Plain, .. TrainedAtT];

    /// <summary>The models of the size that a model has.</summary>
    public static ModelsOfSize OfSizeOf(ModelName model) => All.Single(size => size.Plain.Architecture == model.Architecture);

    private static ModelsOfSize Of(Architecture size)
    {
        var teacher = ModelName.OfTeacher(size, TrainingTemperature.T);
        return new(ModelName.OfTeacher(size, TrainingTemperature.One), teacher, teacher.Student(size, TrainingTemperature.T));
    }
}

using System.Collections.Immutable;

namespace Reproduce.Core.Models;

/// <summary>The paper's 20 flavours of training (section 4.1): 4 teachers with 4 students each.</summary>
public static class Flavours
{
    /// <summary>The teachers in the order of the rows of every table and grid: RT_temp1, FT_temp1, RT_tempT, FT_tempT.</summary>
    public static ImmutableArray<ModelName> Teachers { get; } = Each(ModelName.OfTeacher);

    /// <summary>All 20 in table order: each teacher is followed by its students.</summary>
    public static ImmutableArray<ModelName> All { get; } = [.. Teachers.SelectMany(teacher => StudentsOf(teacher).Prepend(teacher))];

    /// <summary>A teacher's students in the order of the columns: RS_temp1, FS_temp1, RS_tempT, FS_tempT.</summary>
    /// <param name="teacher">A teacher.</param>
    /// <exception cref="InvalidOperationException"><paramref name="teacher"/> is a student.</exception>
    public static ImmutableArray<ModelName> StudentsOf(ModelName teacher)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        return Each(teacher.Student);
    }

    private static ImmutableArray<ModelName> Each(Func<Architecture, TrainingTemperature, ModelName> name) =>
    [
        .. from temperature in Enum.GetValues<TrainingTemperature>()
           from architecture in Enum.GetValues<Architecture>()
           select name(architecture, temperature),
    ];
}

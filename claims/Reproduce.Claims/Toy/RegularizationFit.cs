namespace Reproduce.Claims.Toy;

/// <summary>
/// What temperature and distillation do to a count, if each does it by itself: log(count) = a + b log10(T) + c [student], fitted by least
/// squares.
/// </summary>
/// <param name="Temperature">Factor of the count for a temperature ten times as high.</param>
/// <param name="Distillation">Factor of the count from teacher to student at the same temperature.</param>
internal sealed record RegularizationFit(double Temperature, double Distillation)
{
    /// <summary>The fit to teachers and students of the same temperatures.</summary>
    /// <param name="temperatures">The temperatures, at least two different ones.</param>
    /// <param name="teachers">The teachers' counts, above 0, in the order of the temperatures.</param>
    /// <param name="students">The students' counts, likewise.</param>
    public static RegularizationFit Of(IReadOnlyList<int> temperatures, IReadOnlyList<double> teachers, IReadOnlyList<double> students)
    {
        // Teachers and students have the same temperatures, so that the two effects are orthogonal.
        double[] places = [.. temperatures.Select(temperature => Math.Log10(temperature))];
        double[] means = [.. teachers.Zip(students, (teacher, student) => (Math.Log(teacher) + Math.Log(student)) / 2)];
        var (middle, mean) = (places.Average(), means.Average());
        var slope = places.Zip(means, (place, value) => (place - middle) * (value - mean)).Sum()
            / places.Sum(place => (place - middle) * (place - middle));
        var distillation = teachers.Zip(students, (teacher, student) => Math.Log(student) - Math.Log(teacher)).Average();
        return new(Math.Exp(slope), Math.Exp(distillation));
    }
}

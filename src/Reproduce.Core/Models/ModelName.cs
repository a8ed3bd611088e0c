using System.Diagnostics.CodeAnalysis;

namespace Reproduce.Core.Models;

/// <summary>
/// The paper's name of a model as a value (section 4.1): <c>FT_temp1</c> is the Full Teacher trained at temperature 1,
/// <c>RS_tempT_from_FT_temp1</c> the Reduced Student trained at temperature T on that teacher's soft labels.
/// </summary>
public sealed record ModelName : IParsable<ModelName>
{
    /// <summary>The grammar of names, for messages and help texts.</summary>
    public const string Grammar =
        "a teacher is {F|R}T_temp{1|T}, a student {F|R}S_temp{1|T}_from_<teacher>, for example FT_temp1 or RS_tempT_from_FT_temp1";

    private const string TeacherSeparator = "_from_";

    private ModelName(Architecture architecture, TrainingTemperature temperature, ModelName? teacher) =>
        (Architecture, Temperature, Teacher) = (architecture, temperature, teacher);

    /// <summary>The network's size.</summary>
    public Architecture Architecture { get; }

    /// <summary>The softmax temperature in training.</summary>
    public TrainingTemperature Temperature { get; }

    /// <summary>The teacher whose soft labels a student is trained on; null for a teacher.</summary>
    public ModelName? Teacher { get; }

    /// <summary>Whether the model is trained on soft labels.</summary>
    [MemberNotNullWhen(true, nameof(Teacher))]
    public bool IsStudent => Teacher is not null;

    /// <summary>The name of a teacher.</summary>
    /// <param name="architecture">The network's size.</param>
    /// <param name="temperature">The softmax temperature in training.</param>
    public static ModelName OfTeacher(Architecture architecture, TrainingTemperature temperature) => new(architecture, temperature, null);

    /// <summary>The name of this teacher's student.</summary>
    /// <param name="architecture">The student's size.</param>
    /// <param name="temperature">The softmax temperature in the student's training; its soft labels always use T.</param>
    /// <exception cref="InvalidOperationException">This model is a student itself.</exception>
    public ModelName Student(Architecture architecture, TrainingTemperature temperature) =>
        IsStudent
            ? throw new InvalidOperationException($"A student is distilled from a teacher, but {this} is a student itself.")
            : new ModelName(architecture, temperature, this);

    /// <inheritdoc/>
    public override string ToString() =>
        Stem(Architecture, IsStudent ? 'S' : 'T', Temperature) + (IsStudent ? TeacherSeparator + Teacher : "");

    /// <summary>Reads a name.</summary>
    /// <param name="s">The name, such as <c>FT_tempT</c>; case matters.</param>
    /// <exception cref="FormatException">The name does not follow <see cref="Grammar"/>.</exception>
    public static ModelName Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var name) ? name : throw new FormatException($"'{s}' is not a model's name: {Grammar}.");
    }

    /// <summary>Reads a name without an exception.</summary>
    /// <param name="s">The name, or null.</param>
    /// <param name="result">The model; null when false is returned.</param>
    /// <returns>Whether the name follows <see cref="Grammar"/>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ModelName? result)
    {
        result = (s?.Split(TeacherSeparator) ?? []) switch
        {
            [var teacher] => ParseStem(teacher, 'T', null),
            [var student, var teacher] when ParseStem(teacher, 'T', null) is { } parsed => ParseStem(student, 'S', parsed),
            _ => null,
        };
        return result is not null;
    }

    static ModelName IParsable<ModelName>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ModelName>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ModelName result) => TryParse(s, out result);

    private static string Stem(Architecture architecture, char role, TrainingTemperature temperature) =>
        $"{(architecture == Architecture.Full ? 'F' : 'R')}{role}_temp{(temperature == TrainingTemperature.One ? '1' : 'T')}";

    private static ModelName? ParseStem(string stem, char role, ModelName? teacher) => (
        from architecture in Enum.GetValues<Architecture>()
        from temperature in Enum.GetValues<TrainingTemperature>()
        where stem == Stem(architecture, role, temperature)
        select new ModelName(architecture, temperature, teacher)).FirstOrDefault();
}

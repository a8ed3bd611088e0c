using CsCheck;
using Reproduce.Core.Models;

namespace Reproduce.Tests.Core.Models;

[TestFixture]
public sealed class ModelNameTest
{
    private static readonly Gen<ModelName> Names = Gen.Int[0, Flavours.All.Length - 1].Select(index => Flavours.All[index]);

    [Test]
    public void Every_name_reads_back_as_itself() =>
        Names.Sample(name => ModelName.Parse(name.ToString()) == name);

    [Test]
    public void A_text_is_a_name_only_if_it_prints_back_as_itself() =>
        Gen.OneOf(
                Gen.String[Gen.Char["FRTS_temp1from"], 0, 30],
                Gen.Select(Names, Gen.Int[0, 30], Gen.Char.AlphaNumeric, Mutate))
            .Sample(text => !ModelName.TryParse(text, out var name) || name.ToString() == text);

    [Test]
    public void The_flavours_stand_in_table_order() =>
        Flavours.All.Select(name => name.ToString()).Should().Equal(
            "RT_temp1", "RS_temp1_from_RT_temp1", "FS_temp1_from_RT_temp1", "RS_tempT_from_RT_temp1", "FS_tempT_from_RT_temp1",
            "FT_temp1", "RS_temp1_from_FT_temp1", "FS_temp1_from_FT_temp1", "RS_tempT_from_FT_temp1", "FS_tempT_from_FT_temp1",
            "RT_tempT", "RS_temp1_from_RT_tempT", "FS_temp1_from_RT_tempT", "RS_tempT_from_RT_tempT", "FS_tempT_from_RT_tempT",
            "FT_tempT", "RS_temp1_from_FT_tempT", "FS_temp1_from_FT_tempT", "RS_tempT_from_FT_tempT", "FS_tempT_from_FT_tempT");

    [Test]
    public void A_student_knows_its_teacher()
    {
        var student = ModelName.Parse("RS_tempT_from_FT_temp1");

        student.IsStudent.Should().BeTrue();
        student.Architecture.Should().Be(Architecture.Reduced);
        student.Temperature.Should().Be(TrainingTemperature.T);
        student.Teacher.Should().Be(ModelName.Parse("FT_temp1"));
    }

    [TestCase("")]
    [TestCase("FT_temp2")]
    [TestCase("ft_temp1")]
    [TestCase("FT_temp1 ")]
    [TestCase("FS_temp1")]
    [TestCase("FT_temp1_from_FT_temp1")]
    [TestCase("FS_temp1_from_FS_temp1_from_FT_temp1")]
    public void A_malformed_name_gives_an_error_that_shows_the_grammar(string text) =>
        FluentActions.Invoking(() => ModelName.Parse(text))
            .Should().Throw<FormatException>().WithMessage($"'{text}' is not a model's name: {ModelName.Grammar}.");

    [Test]
    public void A_student_has_no_students() =>
        FluentActions.Invoking(() => Flavours.StudentsOf(ModelName.Parse("FS_temp1_from_FT_temp1")))
            .Should().Throw<InvalidOperationException>().WithMessage("*FS_temp1_from_FT_temp1 is a student itself*");

    private static string Mutate(ModelName name, int position, char letter)
    {
        var text = name.ToString();
        return text.Insert(Math.Min(position, text.Length), letter.ToString());
    }
}

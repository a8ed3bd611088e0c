using System.Security.Cryptography;
using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Changes;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class ResultFolderTest
{
    private TemporaryFolder _folder = null!;
    private string _set = "";

    [SetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _set = Path.Combine(_folder.Path, Sample.Paper.Id);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void What_was_written_is_read_again()
    {
        ResultItem[] items =
        [
            Sample.Table(("FT_temp1", 99.5), ("FT_tempT", double.NaN), ("RT_temp1", double.NegativeInfinity)),
            Sample.SubClaim(Sample.Finding("T = 10", 1.5)),
            Sample.Whole(Verdict.Mixed),
        ];

        ResultFolder.Write(_set, Sample.Paper);
        ResultFolder.Write(_set, Sample.Run());
        foreach (var item in items)
        {
            ResultFolder.Write(_set, item);
        }

        var read = ResultFolder.Read(_set);
        read.Should().BeEquivalentTo(Sample.Set([.. items]), options => options.Excluding(set => set.Folder).ComparingRecordsByMembers());
        read.Folder.Should().Be(_set);
    }

    [Test]
    public void A_set_survives_a_round_trip_through_one_JSON_file_without_its_pictures()
    {
        var file = Path.Combine(_folder.Path, "report.json");
        var set = Sample.Set(Sample.Figure("ab"), Sample.Table(("FT_temp1", double.PositiveInfinity)));

        File.WriteAllText(file, ResultJson.Serialize(set));

        var read = ResultFolder.Read(file);
        read.Should().BeEquivalentTo(set, options => options.ComparingRecordsByMembers());
        read.PictureOf(read.Items[0].Figure!.Own).Should().BeNull();
    }

    [Test]
    public void A_picture_lies_beside_its_figure()
    {
        byte[] png = [1, 2, 3];
        var item = Sample.Figure("ab");
        ResultFolder.Write(_set, Sample.Paper);
        ResultFolder.Write(_set, item, png);

        var read = ResultFolder.Read(_set);

        read.PictureOf(read.Items.Single().Figure!.Own).Should().Equal(png);
    }

    [TestCase(null, "is not there")]
    [TestCase(new byte[] { }, "is not the picture that was recorded")]
    [TestCase(new byte[] { 1, 2, 4 }, "is not the picture that was recorded")]
    [TestCase(new byte[] { 1, 2, 3 }, null)]
    public void A_picture_that_was_overwritten_emptied_or_deleted_is_told(byte[]? file, string? damage)
    {
        byte[] png = [1, 2, 3];
        var item = Sample.Figure(Convert.ToHexStringLower(SHA256.HashData(png)));
        ResultFolder.Write(_set, Sample.Paper);
        ResultFolder.Write(_set, item, png);
        var path = Path.Combine(_set, item.Figure!.File);
        if (file is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, file);
        }

        var read = ResultFolder.Read(_set);

        read.DamageOf(read.Items.Single().Figure!.Own).Should().Be(damage);
        ResultComparer.Compare(read with { Folder = null }, read, isExact: false)
            .Select(change => change.Summary).Should().Equal(damage is null ? [] : [$"the later file {item.Figure.File} {damage}"]);
    }

    [Test]
    public void A_picture_outside_of_the_set_is_not_read()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "secret"), "");
        ResultFolder.Write(_set, Sample.Paper);

        var read = ResultFolder.Read(_set);

        read.PictureOf(new PictureFile("../secret", "")).Should().BeNull();
    }

    [Test]
    public void A_folder_without_results_says_how_to_get_some() => FluentActions.Invoking(() => ResultFolder.Read(_set))
        .Should().Throw<ResultException>().WithMessage("*paper.json*dotnet test*");

    [TestCase("{")]
    [TestCase("null")]
    [TestCase("""{"id": "Sample"}""")]
    public void A_damaged_file_is_named(string text)
    {
        Directory.CreateDirectory(_set);
        File.WriteAllText(Path.Combine(_set, "paper.json"), text);

        FluentActions.Invoking(() => ResultFolder.Read(_set)).Should().Throw<ResultException>()
            .WithMessage("*paper.json*Run the claims again*");
    }

    [Test]
    public void A_file_of_another_schema_is_refused()
    {
        var file = Path.Combine(_folder.Path, "report.json");
        File.WriteAllText(file, ResultJson.Serialize(Sample.Set() with { Schema = "reproduce-results/0" }));

        FluentActions.Invoking(() => ResultFolder.Read(file)).Should().Throw<ResultException>().WithMessage("*reproduce-results/0*");
    }

    [Test]
    public void A_folder_of_sets_names_each_and_a_set_names_itself()
    {
        ResultFolder.Write(_set, Sample.Paper);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "else"));

        ResultFolder.SetsIn(_folder.Path).Should().Equal(_set);
        ResultFolder.SetsIn(_set).Should().Equal(_set);
        ResultFolder.SetsIn(Path.Combine(_folder.Path, "nothing")).Should().BeEmpty();
    }

    [Test]
    public void Results_of_tests_that_are_gone_are_removed_with_their_pictures_and_runs_are_not()
    {
        ResultFolder.Write(_set, Sample.Paper);
        ResultFolder.Write(_set, Sample.Run());
        ResultFolder.Write(_set, Sample.Figure("ab"), [1]);
        ResultFolder.Write(_set, Sample.Table());

        ResultFolder.RemoveOrphans(_set, "Growth", id => id == "Growth.Figure_1");

        Directory.GetFiles(_set, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_set, file).Replace('\\', '/'))
            .Should().BeEquivalentTo("paper.json", "Growth/Growth_toy.run.json", "Growth/Growth.Accuracies.json");
    }

    [Test]
    public void The_environment_names_the_folder_or_the_repository_does()
    {
        ResultFolder.Default(_ => null, _folder.Path).Should().Be(Path.Combine(_folder.Path, "results"));
        ResultFolder.Default(name => name == "REPRODUCE_RESULTS" ? _set : null, _folder.Path).Should().Be(_set);
    }
}

using System.Text.RegularExpressions;
using FluentAssertions;
using Reproduce.Claims.Toy;
using Reproduce.Core.Experiments;
using Reproduce.Core.Files;
using Reproduce.Core.Models;
using Reproduce.Results;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Claims.NegativeControls;

/// <summary>A pinned sub-claim in which somebody has changed a number or a verdict: its test must fail.</summary>
[TestFixture]
// One test at a time: they write the same file.
[Parallelizable(ParallelScope.Self)]
public sealed partial class TamperedSnapshot
{
    private const string Method = "Temperature_hardens_teachers";

    private static readonly SnapshotTest Pinned = new(
        Method, 0, Method, $"FullyQualifiedName~{Method}", nameof(HardenedBoundaries), nameof(HardenedBoundaries), Method, []);

    private string _folder = "";
    private string _text = "";
    private TableContent _found = null!;

    [OneTimeSetUp]
    public void Decide()
    {
        var study = ToyStudy.Shared;
        study.Prepare(from model in Flavours.Teachers from T in ToyExperiment.Temperatures select ToyExperiment.Recipe(model, T));
        _found = new TableContent(SubClaimSnapshot.TableOf(HardenedBoundaries.TeachersHarden(study.Of)));
        _text = File.ReadAllText(Path.Combine(
            RepositoryRoot.Above(TestContext.CurrentContext.TestDirectory), SnapshotFiles.FolderName, FileOf("")));
        _folder = Directory.CreateTempSubdirectory("reproduce-tampered-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, Pinned.Claim));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void As_it_is_pinned_its_test_passes() => Verifying(_text).Should().NotThrow();

    [Test]
    public void Any_changed_number_fails_its_test()
    {
        var numbers = Number().Matches(_text).ToList();

        numbers.Should().HaveCountGreaterThan(30);
        foreach (var number in numbers)
        {
            Verifying(With(number, $"{(char)('0' + ((number.Value[0] - '0' + 1) % 10))}"))
                .Should().Throw<SnapshotException>().WithMessage("1 cell changed, of *: *");
        }
    }

    [Test]
    public void Any_changed_verdict_fails_its_test()
    {
        var verdicts = Regex.Matches(_text, "Supported").ToList();

        verdicts.Should().NotBeEmpty();
        foreach (var verdict in verdicts)
        {
            Verifying(With(verdict, "Undecided")).Should().Throw<SnapshotException>();
        }
    }

    private static string FileOf(string folder) =>
        Path.Combine(folder, Pinned.Claim, $"{Pinned.ClassName}.{Pinned.MethodName}.verified.txt");

    private string With(Match match, string text) => _text[..match.Index] + text + _text[(match.Index + match.Length)..];

    private Action Verifying(string pinned) => () =>
    {
        File.WriteAllText(FileOf(_folder), pinned);
        SnapshotEngine.Verify(
            new SnapshotSettings(_folder, new SnapshotRegistry(), Accept: false, BuildServer: null, DiffTool: null, _ => { }),
            Pinned,
            name: null,
            _found);
    };

    /// <summary>The first digit that is not zero of each number in the table.</summary>
    [GeneratedRegex(@"(?<=\| +[0.]*)[1-9](?=[\d.]* +\|)")]
    private static partial Regex Number();
}

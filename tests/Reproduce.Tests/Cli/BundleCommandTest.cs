using System.IO.Compression;
using System.Text;
using Reproduce.Cli.Hosting;
using Reproduce.Core.Files;
using Reproduce.Core.Statistics;
using Reproduce.Core.Store;
using Reproduce.Results;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.StoreProcess;
using Sample = Reproduce.Tests.Results.Sample;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class BundleCommandTest
{
    private const string ExportGrowth = "bundle export Growth -o growth.zip";
    private const string Import = "bundle import growth.zip";

    private TemporaryFolder _here = null!;
    private TemporaryFolder _there = null!;

    [SetUp]
    public void Create()
    {
        (_here, _there) = (new(), new());
        // Of the student alone, as a test notes it: that its teacher belongs to it the store knows.
        WriteResult(Sample.Whole(Verdict.Supported), Student.Hash);
        Open(_here).Write(ToyArtifacts.Make(Teacher));
        Open(_here).Write(ToyArtifacts.Make(Student));
    }

    [TearDown]
    public void Remove()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private static ArtifactKey Teacher => ToyArtifacts.Key(42);

    private static ArtifactKey Student => ArtifactKey.FromParts(Teacher.Parts.Add("teacher", Teacher.Hash));

    [Test]
    public async Task A_claims_results_arrive_with_its_models_and_their_teachers()
    {
        var export = await Run(_here, ExportGrowth);
        var import = await CarryAndImport();

        export.ExitCode.Should().Be(0, export.Error);
        export.Output.Should().Contain("2 models and measurements, 3 files of results");
        import.ExitCode.Should().Be(0, import.Error);
        import.Output.Should().Contain("Growth").And.Contain("2 models and measurements put into the store");
        foreach (var key in new[] { Teacher, Student })
        {
            File.ReadAllBytes(Open(_there).PathOf(key)).Should().Equal(File.ReadAllBytes(Open(_here).PathOf(key)));
        }

        var arrived = ResultFolder.Read(Path.Combine(_there["results"], "imported", "growth", "Sample"));
        arrived.Items.Should().ContainSingle().Which.Whole!.Verdict.Should().Be(Verdict.Supported);
        arrived.Runs.Should().ContainSingle();
    }

    [Test]
    public async Task Exporting_again_gives_the_same_bytes_and_importing_again_changes_nothing()
    {
        await Run(_here, ExportGrowth);
        var bytes = File.ReadAllBytes(_here["growth.zip"]);
        await Run(_here, ExportGrowth);
        await CarryAndImport();
        var before = Snapshot(_there);

        var again = await Run(_there, Import);

        File.ReadAllBytes(_here["growth.zip"]).Should().Equal(bytes);
        again.ExitCode.Should().Be(0, again.Error);
        again.Output.Should().Contain("0 models and measurements put into").And.Contain("2 were there");
        Snapshot(_there).Should().Equal(before);
    }

    [Test]
    public async Task A_model_that_was_trained_here_with_the_same_numbers_is_kept()
    {
        await Run(_here, ExportGrowth);
        var made = ToyArtifacts.Make(Teacher);
        Open(_there).Write(made with { Provenance = made.Provenance with { Processor = "Another processor" } });
        var before = File.ReadAllBytes(Open(_there).PathOf(Teacher));

        var run = await CarryAndImport();

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("1 were there with other provenance but the same numbers, which were kept");
        File.ReadAllBytes(Open(_there).PathOf(Teacher)).Should().Equal(before);
    }

    [Test]
    public async Task A_stored_model_with_other_numbers_is_kept_and_told_of()
    {
        await Run(_here, ExportGrowth);
        Open(_there).Write(ToyArtifacts.Make(1) with { Key = Teacher });
        var before = File.ReadAllBytes(Open(_there).PathOf(Teacher));

        var run = await CarryAndImport();

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("1 stored file").And.Contain("other numbers").And.Contain(Teacher.Hash[..12]);
        File.ReadAllBytes(Open(_there).PathOf(Teacher)).Should().Equal(before);
        Open(_there).Contains(Student).Should().BeTrue();
    }

    [Test]
    public async Task Results_that_are_there_with_other_bytes_keep_everything_from_being_imported()
    {
        await Run(_here, ExportGrowth);
        var file = Path.Combine(_there["theirs"], "Sample", "paper.json");
        AtomicFile.WriteText(file, "mine");

        var run = await CarryAndImport(Import + " --results theirs");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(file).And.Contain("Nothing was imported");
        File.ReadAllText(file).Should().Be("mine");
        Directory.Exists(_there["store"]).Should().BeFalse();
    }

    [Test]
    public async Task A_claim_without_results_is_told_the_command_that_runs_it()
    {
        var run = await Run(_here, "bundle export Decay -o decay.zip");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("'Decay'").And.Contain("dotnet test --filter \"Claim=Decay\"");
        File.Exists(_here["decay.zip"]).Should().BeFalse();
    }

    [Test]
    public async Task Missing_and_damaged_models_are_told_with_the_command_that_makes_them_again()
    {
        Damage(Open(_here).PathOf(Student));
        var damaged = await Run(_here, ExportGrowth);
        File.Delete(Open(_here).PathOf(Student));
        var missing = await Run(_here, ExportGrowth);

        damaged.ExitCode.Should().Be(1);
        damaged.Error.Should().Contain("damaged").And.Contain("Claim=Growth");
        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain("lacks 1 of the 1 models").And.Contain("Claim=Growth");
        Directory.GetFiles(_here.Path).Should().NotContain(file => file.Contains("growth", StringComparison.Ordinal));
    }

    [TestCase("../outside.json")]
    [TestCase("/tmp/outside.json")]
    [TestCase("results/../../outside.json")]
    [TestCase("results/Sample/../../outside.json")]
    [TestCase("results/Sample/Growth/..\\outside.json")]
    [TestCase("results/Sample/C:/outside.json")]
    [TestCase("results/Sample/Growth/run.sh")]
    [TestCase("store/outside.safetensors")]
    [TestCase("store/../outside.safetensors")]
    public Task A_name_that_leads_elsewhere_is_refused(string name) => RefuseChanged(
        zip =>
        {
            Add(zip, name, "{}");
            Change(zip, "manifest.json", text => text.Replace(
                "\"files\": [", $$"""
                "files": [{ "name": "{{name.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "bytes": 2, "sha256": "{{Sha256("{}")}}" },
                """,
                StringComparison.Ordinal));
        },
        "is no name of a bundle's file");

    [Test]
    public Task A_link_is_refused() => RefuseChanged(
        zip => zip.GetEntry("results/Sample/paper.json")!.ExternalAttributes = unchecked((int)0xa1ff0000), "is a link");

    [Test]
    public Task A_file_that_is_not_listed_is_refused() => RefuseChanged(
        zip => Add(zip, "results/Sample/Growth/more.json", "{}"), "is not in its list of files");

    [Test]
    public Task A_file_that_is_listed_twice_is_refused() => RefuseChanged(
        zip => Change(zip, "manifest.json", text => text.Replace(
            "\"files\": [", $$"""
            "files": [{ "name": "results/Sample/paper.json", "bytes": 2, "sha256": "{{Sha256("{}")}}" },
            """,
            StringComparison.Ordinal)),
        "'results/Sample/paper.json' is in its list of files twice");

    [Test]
    public Task A_file_that_is_missing_is_refused() => RefuseChanged(
        zip => zip.GetEntry("results/Sample/paper.json")!.Delete(), "is missing");

    [Test]
    public Task A_file_that_is_there_twice_is_refused() => RefuseChanged(
        zip => Add(zip, "results/Sample/paper.json", "{}"), "there twice");

    [Test]
    public Task A_changed_file_is_refused() => RefuseChanged(
        zip => Change(zip, "results/Sample/paper.json", text => text.Replace("A Sample", "A simple", StringComparison.Ordinal)),
        "does not match its checksum");

    [Test]
    public Task A_file_of_another_length_is_refused() => RefuseChanged(
        zip => Change(zip, "results/Sample/paper.json", text => text + " "), "bytes, but");

    [TestCase("reproduce-bundle/2")]
    [TestCase("something else")]
    public Task Another_schema_is_refused(string schema) => RefuseChanged(
        zip => Change(zip, "manifest.json", text => text.Replace("reproduce-bundle/1", schema, StringComparison.Ordinal)),
        $"its schema is '{schema}'");

    [TestCase("nothing of the kind")]
    [TestCase("[]")]
    [TestCase("""{ "schema": "reproduce-bundle/1" }""")]
    [TestCase("""{ "schema": "reproduce-bundle/1", "commit": "", "version": "", "claims": [], "files": [null] }""")]
    [TestCase("""{ "schema": "reproduce-bundle/1", "commit": "", "version": "", "claims": ["\u001b[2J"], "files": [] }""")]
    [TestCase("""{ "schema": "reproduce-bundle/1", "commit": "", "version": "", "claims": null, "files": [] }""")]
    public Task A_manifest_of_another_form_is_refused(string manifest) => RefuseChanged(
        zip => Change(zip, "manifest.json", _ => manifest), "Nothing was imported");

    [Test]
    public Task A_bundle_without_a_manifest_is_refused() => RefuseChanged(
        zip => zip.GetEntry("manifest.json")!.Delete(), "it has no manifest.json");

    [Test]
    public Task An_artifact_under_the_key_of_another_is_refused() => RefuseChanged(
        zip =>
        {
            var (name, other) = ($"store/{Teacher.Hash}.safetensors", $"store/{new string('0', 64)}.safetensors");
            var bytes = File.ReadAllBytes(Open(_here).PathOf(Teacher));
            zip.GetEntry(name)!.Delete();
            using (var stream = zip.CreateEntry(other).Open())
            {
                stream.Write(bytes);
            }

            Change(zip, "manifest.json", text => text.Replace(name, other, StringComparison.Ordinal));
        },
        "another key");

    [Test]
    public async Task A_file_that_is_no_zip_or_is_not_there_is_told()
    {
        File.WriteAllText(_there["growth.zip"], "no zip");
        var none = await Run(_there, Import);
        var missing = await Run(_there, "bundle import absent.zip");

        none.ExitCode.Should().Be(1);
        none.Error.Should().Contain(_there["growth.zip"]).And.Contain("Nothing was imported");
        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain("absent.zip");
    }

    private async Task RefuseChanged(Action<ZipArchive> change, string expected)
    {
        await Run(_here, ExportGrowth);
        using (var zip = ZipFile.Open(_here["growth.zip"], ZipArchiveMode.Update))
        {
            change(zip);
        }

        var run = await CarryAndImport();

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(expected).And.Contain("Nothing was imported");
        Snapshot(_there).Keys.Should().Equal("growth.zip");
        Directory.GetParent(_there.Path)!.GetFiles("outside*").Should().BeEmpty();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void Change(ZipArchive zip, string name, Func<string, string> change)
    {
        string text;
        var entry = zip.GetEntry(name)!;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        Add(zip, name, change(text));
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static SortedDictionary<string, string> Snapshot(TemporaryFolder folder) => new(
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder.Path, file), file => Convert.ToHexString(File.ReadAllBytes(file))),
        StringComparer.Ordinal);

    private void WriteResult(ResultItem item, params string[] keys)
    {
        var set = Path.Combine(_here["results"], Sample.Paper.Id);
        ResultFolder.Write(set, Sample.Paper);
        ResultFolder.Write(set, Sample.Run());
        ResultFolder.Write(set, item with { Sources = [Sample.Source([.. keys])] });
    }

    private Task<CliRun> CarryAndImport(string line = Import)
    {
        File.Copy(_here["growth.zip"], _there["growth.zip"]);
        return Run(_there, line);
    }

    private static ArtifactStore Open(TemporaryFolder folder) => new(folder["store"], _ => { }, TimeProvider.System);

    private static Task<CliRun> Run(TemporaryFolder folder, string line) => CliRun.Of(folder.Path, line, host => WithResults(host, folder));

    private static CliHost WithResults(CliHost host, TemporaryFolder folder) => host with
    {
        Environment = name => name == ResultFolder.EnvironmentVariable ? folder["results"] : host.Environment(name),
    };
}

using System.Text.Json;
using Reproduce.Core.Data;
using Reproduce.Core.Experiments;
using Reproduce.Core.Models;
using Reproduce.Core.Networks;
using Reproduce.Core.Probes;
using Reproduce.Core.Store;
using Reproduce.Core.Training;
using Reproduce.Tests.Core.Store;
using Reproduce.Tests.StoreProcess;

namespace Reproduce.Tests.Cli;

[TestFixture]
public sealed class CacheCommandTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task TrainOne()
    {
        _folder = new();
        (await Run("train toy --model FT_tempT --temperature 40 --seed 42")).ExitCode.Should().Be(0);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task List_has_a_row_for_each_artifact_with_what_it_is()
    {
        var run = await Run("cache list");

        run.ExitCode.Should().Be(0, run.Error);
        var hash = Open().Enumerate().Single().Hash;
        run.Output.Should().MatchRegex(
            $@"{hash[..12]}\s+model\s+42\s+[\d.]+ KiB\s+\d{{4}}-\d\d-\d\d\s+cpu\s+.* FT_tempT, T = 40, toy-perceptron, 100 epochs");
    }

    [Test]
    public async Task List_as_json_has_the_whole_key_and_provenance()
    {
        var run = await Run("cache list --json");

        var artifact = JsonDocument.Parse(run.Output).RootElement.GetProperty("artifacts").EnumerateArray().Single();
        artifact.GetProperty("hash").GetString().Should().Be(Open().Enumerate().Single().Hash);
        artifact.GetProperty("kind").GetString().Should().Be("model");
        artifact.GetProperty("seed").GetInt32().Should().Be(42);
        artifact.GetProperty("parts").GetProperty("training-behaviour").GetString().Should().Be(Behaviour.Current.ToyTraining.Value);
        artifact.GetProperty("device").GetString().Should().Be("cpu");
    }

    [Test]
    public async Task Prune_removes_the_leases_of_dead_processes_and_a_dry_run_does_not()
    {
        var dead = new StoreInventory(Open().Folder, TimeProvider.System, ProcessIdentity.Current() with { Started = -1 });
        dead.Locks.TryTake([ToyArtifacts.Key(1)], _ => null, out _);

        await Run("cache prune --damaged --dry-run");
        Open().Leases().Should().ContainSingle().Which.IsAlive.Should().BeFalse();
        await Run("cache prune --damaged");

        Open().Leases().Should().BeEmpty();
    }

    [Test]
    public async Task An_empty_store_is_said_to_be_empty()
    {
        await Run("cache prune --all --yes");

        (await Run("cache list")).Output.Should().Contain("is empty");
    }

    [Test]
    public async Task Size_counts_by_kind_with_what_was_left_behind()
    {
        LeaveDamaged();

        var run = await Run("cache size --json");

        var kinds = JsonDocument.Parse(run.Output).RootElement.GetProperty("kinds").EnumerateArray()
            .ToDictionary(kind => kind.GetProperty("kind").GetString()!, kind => kind.GetProperty("count").GetInt32());
        kinds.Should().Equal(new Dictionary<string, int> { ["model"] = 1, ["damaged, set aside"] = 1 });
        (await Run("cache size")).Output.Should().MatchRegex(@"model\s+1 ").And.MatchRegex(@"all\s+2 ").And.Contain(Open().Folder);
    }

    [Test]
    public async Task Prune_all_deletes_everything_but_files_that_may_be_being_written()
    {
        LeaveDamaged();
        var unfinished = Path.Combine(Open().Folder, "unfinished", "fresh");
        var abandoned = Path.Combine(Open().Folder, "unfinished", "old");
        File.WriteAllText(abandoned, "");
        File.SetLastWriteTimeUtc(abandoned, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        File.WriteAllText(unfinished, "");

        var run = await Run("cache prune --all --yes");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("unfinished: 1 file").And.Contain("3 files").And.Contain("deleted");
        Open().Enumerate().Should().BeEmpty();
        Open().EnumerateLeftovers().Select(leftover => leftover.Path).Should().Equal(unfinished);
    }

    [Test]
    public async Task Prune_dry_run_deletes_nothing_and_needs_no_answer()
    {
        var run = await Run("cache prune --all --dry-run");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("1 file, ").And.Contain("would be deleted");
        Open().Enumerate().Should().ContainSingle();
    }

    [Test]
    public async Task Prune_refuses_to_delete_where_nobody_can_be_asked()
    {
        var run = await Run("cache prune --all");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("--yes");
        Open().Enumerate().Should().ContainSingle();
    }

    [TestCase(true, 0, 0)]
    [TestCase(false, 1, 1)]
    public async Task Prune_does_what_the_answer_says(bool answer, int exitCode, int left)
    {
        string? asked = null;

        var run = await CliRun.Of(_folder.Path, "cache prune --all", host => host with
        {
            Confirm = (question, _) =>
            {
                asked = question;
                return Task.FromResult(answer);
            },
        });

        run.ExitCode.Should().Be(exitCode);
        asked.Should().StartWith("Delete 1 file").And.Contain(Open().Folder);
        Open().Enumerate().Should().HaveCount(left);
    }

    [Test]
    public async Task Prune_that_is_interrupted_at_its_question_deletes_nothing()
    {
        using var interruption = new CancellationTokenSource();

        var run = await CliRun.Of(
            _folder.Path,
            "cache prune --all",
            host => host with
            {
                Confirm = async (_, cancellation) =>
                {
                    await interruption.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return true;
                },
            },
            interruption.Token);

        run.ExitCode.Should().Be(130);
        Open().Enumerate().Should().ContainSingle();
    }

    [Test]
    public async Task Prune_by_a_days_age_names_one_day()
    {
        var old = Open().Enumerate().Single();
        File.SetLastWriteTimeUtc(old.Path, old.LastUse.UtcDateTime.AddDays(-2));
        File.SetLastAccessTimeUtc(old.Path, old.LastUse.UtcDateTime.AddDays(-2));

        var run = await Run("cache prune --older-than 1d --dry-run");

        run.Output.Should().Contain("not used for 1 day: 1 file");
    }

    [Test]
    public async Task Prune_by_age_deletes_what_was_not_used_for_so_long()
    {
        await Run("train toy --model RT_tempT --temperature 40 --seed 42");
        var old = Open().Enumerate()[0];
        File.SetLastWriteTimeUtc(old.Path, old.LastUse.UtcDateTime.AddDays(-31));
        File.SetLastAccessTimeUtc(old.Path, old.LastUse.UtcDateTime.AddDays(-31));
        // Looking at it in between must not count as using it.
        await Run("cache list");

        var run = await Run("cache prune --older-than 30d --yes");

        run.Output.Should().Contain("not used for 30 days: 1 file");
        Open().Enumerate().Should().ContainSingle().Which.Hash.Should().NotBe(old.Hash);
    }

    [Test]
    public async Task Prune_of_damage_reads_every_file_and_keeps_the_sound_ones()
    {
        await Run("train toy --model RT_tempT --temperature 40 --seed 42");
        var (broken, sound) = (Open().Enumerate()[0], Open().Enumerate()[1]);
        var bytes = File.ReadAllBytes(broken.Path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(broken.Path, bytes);
        LeaveDamaged();

        var run = await Run("cache prune --damaged --yes");

        run.Output.Should().Contain("damaged: 1 file").And.Contain("damaged, set aside: 1 file");
        Open().Enumerate().Select(entry => entry.Hash).Should().Equal(sound.Hash);
    }

    [Test]
    public async Task Prune_of_the_unused_deletes_what_another_behaviour_made_with_its_measurements_alone()
    {
        var mine = Open().Enumerate().Single();
        var behaviour = Behaviour.Current with { ToyTraining = new(new string('0', 64)) };
        var origin = TrainingOrigin.Managed(BuildStamp.Current, TimeProvider.System) with { Behaviour = behaviour };
        var id = new ModelId(ToyExperiment.Recipe(ModelName.Parse("RT_temp1"), 10), 1);
        var foreign = new ModelRepository<Perceptron>(
            OpenToWrite(), new ToyModelTrainer(ToyRing.Generate()), origin, new Progress<TrainingProgress>()).Get([id]).Single();
        WriteMeasurement("robustness", foreign.Key.Hash, Behaviour.AttackPart, Behaviour.Current.Attacks.Value);
        WriteMeasurement("robustness", mine.Hash, Behaviour.AttackPart, "other");
        WriteMeasurement("masking", mine.Hash, Behaviour.AttackPart, "other");
        WriteMeasurement("adherence", mine.Hash, Behaviour.AttributionPart, "other");
        Write(Parts("adherence", mine.Hash, Explained, new(KeyPart.Reference, foreign.Key.Hash)));
        Write(Parts("attack-trials", mine.Hash, new(Behaviour.AttackPart, "other"), Tried));
        Write(Parts("attack-trials", mine.Hash, Attacked, new(Behaviour.TrialPart, "other")));
        var tried = Write(Parts("attack-trials", mine.Hash, Attacked, Tried));
        var attacked = WriteMeasurement("robustness", mine.Hash, Behaviour.AttackPart, Behaviour.Current.Attacks.Value);
        var explained = WriteMeasurement("adherence", mine.Hash, Behaviour.AttributionPart, Behaviour.Current.Attributions.Value);

        var run = await Run("cache prune --unused --yes");

        run.Output.Should().Contain("made by another version of the code: 8 files");
        Open().Enumerate().Select(entry => entry.Hash).Should().BeEquivalentTo([mine.Hash, tried, attacked, explained]);
    }

    [Test]
    public async Task Prune_of_the_unused_deletes_models_and_checkpoints_whose_keys_name_no_behaviour()
    {
        var mine = Open().Enumerate().Single();
        var oldParts = new Dictionary<string, string> { ["recipe"] = "{}", ["seed"] = "1", ["training-core"] = new string('0', 64) };
        var old = Write(oldParts);
        var checkpoint = Write([.. oldParts, new("checkpoint", "last")]);

        var run = await Run("cache prune --unused --yes");

        run.Output.Should().Contain("made by another version of the code: 2 files");
        Open().Enumerate().Select(entry => entry.Hash).Should().Equal(mine.Hash).And.NotContain([old, checkpoint]);
    }

    [Test]
    public async Task Prune_of_the_unused_deletes_outdated_checkpoints_and_the_measurements_of_outdated_libtorch_models()
    {
        var mine = Open().Enumerate().Single();
        var parts = Open().ReadHeader(mine)!.Key.Parts;
        var outdated = parts.SetItem(Behaviour.TrainingPart, "other");
        var libtorch = Write(outdated.Add("trainer", "libtorch 2.10.0 on cuda:0, Float32"));
        Write(outdated.Add("checkpoint", "last"));
        WriteMeasurement("robustness", libtorch, Behaviour.AttackPart, Behaviour.Current.Attacks.Value);
        var checkpoint = Write(parts.SetItem("seed", "43").Add("checkpoint", "last"));

        var run = await Run("cache prune --unused --yes");

        run.Output.Should().Contain("made by another version of the code: 3 files");
        Open().Enumerate().Select(entry => entry.Hash).Should().BeEquivalentTo([mine.Hash, checkpoint]);
    }

    [TestCase("--all", "all: 1 file")]
    [TestCase("--damaged", "damaged: 1 file")]
    public async Task An_artifact_in_a_wrong_folder_is_listed_as_damaged_and_deleted(string rule, string expected)
    {
        var path = Open().Enumerate().Single().Path;
        var wrong = Path.Combine(Directory.CreateDirectory(Path.Combine(Open().Folder, "zz")).FullName, Path.GetFileName(path));
        File.Move(path, wrong);

        var list = await Run("cache list");
        var run = await Run($"cache prune {rule} --yes");

        list.Output.Should().MatchRegex(@"[0-9a-f]{12}\s+damaged").And.Contain("wrong folder");
        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain(expected);
        File.Exists(wrong).Should().BeFalse();
    }

    [Test]
    public async Task A_file_that_cannot_be_deleted_is_said_and_does_not_keep_the_others()
    {
        await Run("train toy --model RT_tempT --temperature 40 --seed 42");
        var (first, second) = (Open().Enumerate()[0].Path, Open().Enumerate()[1].Path);
        // The last used is deleted first.
        File.SetLastAccessTimeUtc(first, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1));

        var run = await CliRun.Of(_folder.Path, "cache prune --all", host => host with
        {
            Confirm = (_, _) =>
            {
                File.Delete(first);
                Directory.CreateDirectory(first);
                return Task.FromResult(true);
            },
        });

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(first).And.Contain("1 file of 2 could not be deleted.");
        File.Exists(second).Should().BeFalse();
    }

    [TestCase("cache", "Required command")]
    [TestCase("cache list now", "now")]
    [TestCase("cache size now", "now")]
    [TestCase("cache prune", "unless it is told what")]
    [TestCase("cache prune --older-than 30", "such as 30d")]
    [TestCase("cache prune --older-than d", "such as 30d")]
    [TestCase("cache prune --older-than -3d", "such as 30d")]
    public async Task Bad_input_is_explained(string line, string expected)
    {
        var run = await Run(line);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(expected);
        Open().Enumerate().Should().ContainSingle();
    }

    [Test]
    public async Task A_damaged_header_is_listed_as_such()
    {
        File.WriteAllText(Open().Enumerate().Single().Path, "nothing of the kind");

        var run = await Run("cache list");

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().MatchRegex(@"[0-9a-f]{12}\s+damaged");
    }

    private static KeyValuePair<string, string> Attacked => new(Behaviour.AttackPart, Behaviour.Current.Attacks.Value);

    private static KeyValuePair<string, string> Tried => new(Behaviour.TrialPart, Behaviour.Current.Trials.Value);

    private static KeyValuePair<string, string> Explained => new(Behaviour.AttributionPart, Behaviour.Current.Attributions.Value);

    private static KeyValuePair<string, string>[] Parts(string name, string model, params KeyValuePair<string, string>[] others) =>
        [new("measurement", name), new("model", model), .. others];

    private string WriteMeasurement(string name, string model, string part, string behaviour) =>
        Write(Parts(name, model, new KeyValuePair<string, string>(part, behaviour)));

    private string Write(IEnumerable<KeyValuePair<string, string>> parts)
    {
        var artifact = ToyArtifacts.Make(ArtifactKey.FromParts(parts));
        OpenToWrite().Write(artifact);
        return artifact.Key.Hash;
    }

    private void LeaveDamaged()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Open().Folder, "damaged"));
        File.WriteAllText(Path.Combine(folder.FullName, "some.damaged-1"), "damage");
    }

    private StoreInventory Open() => new(Path.Combine(_folder.Path, "store"), TimeProvider.System);

    private ArtifactStore OpenToWrite() => new(Path.Combine(_folder.Path, "store"), _ => { }, TimeProvider.System);

    private Task<CliRun> Run(string line) => CliRun.Of(_folder.Path, line);
}

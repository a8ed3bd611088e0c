using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Microsoft.Build.Utilities;
using Reproduce.Build;

namespace Reproduce.Tests.Build;

public sealed class HashSourcesTest
{
    private static readonly Gen<(string Name, byte[] Content)[]> Files =
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 6], Gen.String[Gen.Char["ab \n"], 0, 20])
            .Select(file => (file.Item1 + ".cs", Encoding.UTF8.GetBytes(file.Item2)))
            .Array[1, 6].Select(files => files.DistinctBy(file => file.Item1).ToArray());

    [Test]
    public void The_hash_is_that_of_the_list_that_sha256sum_prints()
    {
        var list = $"{Sha256("a\n")}  A/One.cs\n{Sha256("b\n")}  B/Two.cs\n";

        var hash = SourceHash.Of([("B/Two.cs", "b\n"u8.ToArray()), ("A/One.cs", "a\n"u8.ToArray())]);

        hash.Should().Be(Sha256(list));
    }

    [Test]
    public void The_order_of_the_files_does_not_count() => Files
        .SelectMany(files => Gen.Shuffle(files).Select(shuffled => (files, shuffled)))
        .Sample(pair => SourceHash.Of(pair.files).Should().Be(SourceHash.Of(pair.shuffled)));

    [Test]
    public void Names_are_ordered_by_code_and_not_by_culture() =>
        SourceHash.Of([("a.cs", []), ("B.cs", [])]).Should().Be(Sha256($"{Sha256("")}  B.cs\n{Sha256("")}  a.cs\n"));

    [Test]
    public void The_kind_of_line_ends_does_not_count() => Files.Sample(files =>
    {
        var windows = files.Select(
            file => (file.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Content).ReplaceLineEndings("\r\n"))));

        SourceHash.Of(windows).Should().Be(SourceHash.Of(files));
    });

    [TestCase("a\rb")]
    [TestCase("ab\r")]
    public void A_carriage_return_within_a_line_counts(string content) =>
        SourceHash.Of([("A.cs", Encoding.UTF8.GetBytes(content))]).Should().NotBe(SourceHash.Of([("A.cs", "ab"u8.ToArray())]));

    [Test]
    public void The_kind_of_separator_does_not_count() =>
        SourceHash.Of([(@"Data\Box.cs", [])]).Should().Be(SourceHash.Of([("Data/Box.cs", [])]));

    [Test]
    public void One_added_character_counts() => Gen.Select(Files, Gen.Int[0, 5], Gen.Int[0, 20]).Sample((files, number, position) =>
    {
        var (name, content) = files[number % files.Length];
        var at = position % (content.Length + 1);
        var changed = files.Where(file => file.Name != name).Append((name, [.. content[..at], (byte)'x', .. content[at..]]));

        SourceHash.Of(changed).Should().NotBe(SourceHash.Of(files));
    });

    [Test]
    public void One_changed_character_counts() =>
        SourceHash.Of([("A.cs", "x = 0.1;"u8.ToArray())]).Should().NotBe(SourceHash.Of([("A.cs", "x = 0.2;"u8.ToArray())]));

    [Test]
    public void A_renamed_file_counts() =>
        SourceHash.Of([("A.cs", [1])]).Should().NotBe(SourceHash.Of([("B.cs", [1])]));

    [Test]
    public void Where_one_file_ends_and_the_next_begins_counts() =>
        SourceHash.Of([("A.cs", [1, 2]), ("B.cs", [3])]).Should().NotBe(SourceHash.Of([("A.cs", [1]), ("B.cs", [2, 3])]));

    [Test]
    public void The_task_writes_an_attribute_with_the_hash_of_the_files()
    {
        var root = Directory.CreateTempSubdirectory("reproduce-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "Data"));
        File.WriteAllText(Path.Combine(root, "Data", "Box.cs"), "box");
        var task = new HashSources
        {
            BuildEngine = new BuildEngineStub(),
            Sources = [new TaskItem(Path.Combine(root, "Data", "Box.cs"))],
            Root = root,
            Key = "TheKey",
            Destination = Path.Combine(root, "obj", "Hash.g.cs"),
        };

        var succeeded = task.Execute();

        succeeded.Should().BeTrue();
        File.ReadAllText(task.Destination).Should().Be(
            $"[assembly: System.Reflection.AssemblyMetadata(\"TheKey\", \"{SourceHash.Of([("Data/Box.cs", "box"u8.ToArray())])}\")]\n");
        Directory.Delete(root, recursive: true);
    }

    [Test]
    public void A_source_outside_of_the_root_fails_the_build()
    {
        var engine = new BuildEngineStub();
        var outside = new TaskItem("/elsewhere/A.cs");
        var task = new HashSources { BuildEngine = engine, Sources = [outside], Root = "/root", Destination = "/root/A.g.cs" };

        task.Execute().Should().BeFalse();
        engine.Errors.Should().ContainSingle().Which.Should().Contain("A.cs is outside of ");
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Security.Cryptography;
using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Attacks;
using Reproduce.Core.Attributions;
using Reproduce.Core.Models;
using Reproduce.DataSets;

namespace Reproduce.Claims.Rules;

/// <summary>The transcribed tables of the paper are whole, and stay as they were transcribed.</summary>
[TestFixture]
public sealed class PublishedRules
{
    [TestCase("figure05_cifar10_robustness.csv", 140, "407c9827c85a94156f5c98324a1be1c8f2853fdf50f3c2ef868e22edbdd21e73")]
    [TestCase("figure08_cifar10_faithfulness.csv", 48, "041e602f05e7fdd0710972f5ee6703a78e2f198f076cffa9738ceef25308b03c")]
    [TestCase("cifar10_extra_pair_faithfulness.csv", 3, "3bb06557306adfffa86b7c7d5fabcfb55a3556fc3904ec9cb25c99a849f3478a")]
    [TestCase("figure13_tsrd_robustness.csv", 100, "1184cc1b658619d60f03375a2856528f81709c04d59f513cca28ab4b33192090")]
    [TestCase("figure15_tsrd_faithfulness.csv", 48, "680713dbd34790072507b8abb5618a53811df413c687e5b41691adf6309834cb")]
    [TestCase("cifar10_train_accuracy.csv", 20, "72277ec63290964bf8a802f4923b41542c657eb930a4d6c4faff52cb090d19bd")]
    [TestCase("tsrd_train_accuracy.csv", 20, "6e9b4223f8292a55bc77139bddc44c8733577d9224d4af7d6bff9c0c2326dbe4")]
    [TestCase("figure04_cifar10_teacher_losses.csv", 292, "dcee36934681c3c7b3e4af9c09657d43a34600285f81e77e20c7225d35a53e8f")]
    [TestCase("figure12_tsrd_teacher_losses.csv", 293, "8625ea09512e5f8c7d9f884b0286017e1ce16d7aff9f35bd3a5c98b7db0e73f7")]
    [TestCase("tsrd_class_totals.csv", 58, "2626bad77526939e64212829da9f368898ecf28a34ee7ce6a089fdb066fbb450")]
    public void A_transcribed_table_has_its_rows_and_its_checksum(string file, int rows, string sha256)
    {
        PublishedFiles.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(rows + 1);
        using var stream = PublishedFiles.Open(file);
        Convert.ToHexStringLower(SHA256.HashData(stream)).Should().Be(sha256);
    }

    [Test]
    public void The_robustness_tables_have_every_model_under_every_attack_of_their_data_set()
    {
        foreach (var experiment in new[] { Cifar10.Definition.Paper, Tsrd.AsReleased.Paper })
        {
            var table = PublishedTables.Robustness(experiment.DataSet)!;

            var attacks = AttackSuite.Of(experiment).Remove(AttackSuite.Control);
            table.Count.Should().Be(Flavours.All.Length * attacks.Length);
            Flavours.All.Should().OnlyContain(model => attacks.All(attack => table.Find(model, attack) != null));
        }
    }

    [Test]
    public void The_training_tables_have_every_model()
    {
        foreach (var dataSet in new[] { "CIFAR-10", "TSRD" })
        {
            var table = PublishedTables.Training(dataSet)!;

            Flavours.All.Should().OnlyContain(model => table.Find(model, AttackSuite.Clean) != null);
        }
    }

    [Test]
    public void The_losses_are_of_the_teachers_and_fall_from_first_to_last()
    {
        foreach (var dataSet in new[] { "CIFAR-10", "TSRD" })
        {
            var table = PublishedTables.TeacherLosses(dataSet)!;

            Flavours.Teachers.Sum(teacher => Enumerable.Range(1, 80).Count(epoch => table.Find(teacher, epoch) != null))
                .Should().Be(table.Count);
            Flavours.Teachers.Should().OnlyContain(teacher => table.Of(teacher, 80) < table.Of(teacher, 10));
            table.ReadingError.Should().BePositive();
        }
    }

    [Test]
    public void The_faithfulness_tables_have_every_student_by_every_method()
    {
        foreach (var dataSet in new[] { "CIFAR-10", "TSRD" })
        {
            var table = PublishedTables.Faithfulness(dataSet)!;

            table.Count.Should().Be(Flavours.All.Count(model => model.IsStudent) * AttributionSuite.Paper.Length);
            Flavours.All.Where(model => model.IsStudent).Should()
                .OnlyContain(model => AttributionSuite.Paper.All(method => table.Find(model, method) != null));
        }
    }
}

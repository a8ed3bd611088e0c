using System.Collections.Immutable;
using CsCheck;
using Reproduce.Cli.Submit;
using Reproduce.Cli.Submit.Slurm;

namespace Reproduce.Tests.Cli.Submit;

[TestFixture]
public sealed class SlurmJobTest
{
    [Test]
    public void A_student_waits_for_its_own_teacher_alone()
    {
        var jobs = SlurmJob.Of(Of(Train("t1", "teachers"), Train("t2", "teachers"), Train("s2", "students", after: "t2")));

        jobs.Should().HaveCount(2);
        jobs[0].Tasks.Should().Equal(new Dictionary<int, int> { [0] = 0, [1] = 1 });
        jobs[1].Tasks.Should().Equal(new Dictionary<int, int> { [1] = 2 }, "the index is that of the teacher's task");
        (jobs[1].After.Single(), jobs[1].Condition).Should().Be(("teachers", "aftercorr"));
    }

    [Test]
    public void A_student_whose_teacher_is_stored_waits_for_nothing()
    {
        var jobs = SlurmJob.Of(Of(Train("t1", "teachers"), Train("s1", "students", after: "t1"), Train("s2", "students")));

        jobs.Select(job => (job.Name, After: string.Join(' ', job.After)))
            .Should().Equal(("teachers", ""), ("students", "teachers"), ("students-2", ""));
    }

    [Test]
    public void Claims_wait_for_all_models_and_measurements_and_the_report_for_claims_that_fail_as_well()
    {
        var jobs = SlurmJob.Of(Of(
            Train("t1", "teachers"),
            Train("a1", "attacks", "t1") with { Kind = TaskKind.Measure },
            Train("c1", "claims") with { Kind = TaskKind.Claim },
            Train("report", "report") with { Kind = TaskKind.Report }));

        jobs.Select(job => (job.Name, string.Join(' ', job.After), job.Condition)).Should().Equal(
            ("teachers", "", ""),
            ("attacks", "teachers", "aftercorr"),
            ("claims", "teachers attacks", "afterok"),
            ("report", "claims", "afterany"));
    }

    [Test]
    public void Time_and_memory_are_those_of_the_longest_and_largest_task_with_a_margin()
    {
        var job = SlurmJob.Of(Of(
            Train("t1", "teachers") with { Seconds = 60, Memory = 4L << 30 }, Train("t2", "teachers") with { Seconds = 600 })).Single();

        job.Time.Should().Be(TimeSpan.FromMinutes(10 + 20));
        job.Memory.Should().Be((5L << 30) + (800L << 20));
    }

    [Test]
    public void Every_task_is_in_one_job_no_array_is_too_long_and_followers_have_the_index_of_whom_they_follow() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[1, 7], Gen.Bool.Array[30]).Sample((teachers, most, hasStudent) =>
        {
            var submission = Of(
            [
                .. Enumerable.Range(0, teachers).Select(i => Train($"t{i}", "teachers")),
                .. Enumerable.Range(0, teachers).Where(i => hasStudent[i]).Select(i => Train($"s{i}", "students", $"t{i}")),
                .. Enumerable.Range(0, teachers).Where(i => hasStudent[i])
                    .Select(i => Train($"a{i}", "attacks", $"s{i}") with { Kind = TaskKind.Measure }),
            ]);

            var jobs = SlurmJob.Of(submission, most);

            jobs.SelectMany(job => job.Tasks.Values).Should().BeEquivalentTo(Enumerable.Range(0, submission.Tasks.Length));
            jobs.Select(job => job.Name).Should().OnlyHaveUniqueItems();
            jobs.SelectMany(job => job.Tasks.Keys).Where(index => index >= most).Should().BeEmpty();
            var placeOf = jobs.SelectMany(job => job.Tasks.Select(task => (task.Value, (job.Name, task.Key))))
                .ToDictionary(item => submission.Tasks[item.Value].Name, item => item.Item2);
            foreach (var job in jobs.Where(job => !job.After.IsEmpty))
            {
                job.Tasks.Select(task => placeOf[submission.Tasks[task.Value].After!])
                    .Should().Equal(job.Tasks.Select(task => (job.After.Single(), task.Key)));
            }
        }, iter: 200);

    private static Submission Of(params ImmutableArray<SubmittedTask> tasks) =>
        new(Submission.CurrentFormat, "signs", "Quick", null, tasks);

    private static SubmittedTask Train(string name, string group, string? after = null) =>
        new(name, TaskKind.Train, group, ["train"], after, [], Seconds: 1, Memory: 0);
}

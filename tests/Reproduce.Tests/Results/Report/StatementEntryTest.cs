using Reproduce.Core.Statistics;
using Reproduce.Results;
using Reproduce.Results.Report;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class StatementEntryTest
{
    private static readonly PaperStatement Grows = new("abstract", "It grows", Claim: "Growth", Test: "It_grows");

    [TestCase("Growth.It_grows", true)]
    [TestCase("Growth.It_grows_data=Signs_method=IG", true)]
    [TestCase("Outer.Growth.It_grows#second", true)]
    [TestCase("Growth.It_grows_again", false)]
    [TestCase("Growth.It_grows_again_data=Signs", false)]
    [TestCase("Growth.That_It_grows", false)]
    public void A_statement_has_the_results_of_its_test_method_and_of_no_other(string id, bool isOf) =>
        Entry(Grows, Part(Verdict.Supported) with { Id = id }).Results.Should().HaveCount(isOf ? 1 : 0);

    [Test]
    public void Results_of_another_claim_or_of_a_run_that_is_gone_do_not_decide_it() => Entry(
        Grows,
        Part(Verdict.Supported) with { Claim = "Decay" },
        Part(Verdict.Supported) with { Data = "gone" }).Open.Should().Be("Its test did not run.");

    [TestCase(Verdict.Supported, true)]
    [TestCase(Verdict.Contradicted, true)]
    [TestCase(Verdict.Mixed, true)]
    [TestCase(Verdict.Undecided, false)]
    [TestCase(Verdict.NotTested, false)]
    public void It_is_decided_by_any_verdict_that_says_yes_or_no_or_both(Verdict verdict, bool isDecided) =>
        Entry(Grows, Part(verdict)).IsDecided.Should().Be(isDecided);

    [Test]
    public void Several_cases_of_a_test_have_one_verdict_together() => Entry(
        Grows,
        Part(Verdict.Supported) with { Id = "Growth.It_grows_T=1" },
        Part(Verdict.Contradicted) with { Id = "Growth.It_grows_T=2" }).Verdict.Should().Be(Verdict.Mixed);

    [Test]
    public void Further_data_decide_where_nothing_ran_on_the_default_data()
    {
        var further = Part(Verdict.Contradicted) with { Id = "Growth.It_grows_data=CIFAR-10", Data = "CIFAR-10" };

        Entry(Grows, further).Verdict.Should().Be(Verdict.Contradicted);
        Entry(Grows, further, Part(Verdict.Supported) with { Id = "Growth.It_grows" }).Verdict.Should().Be(Verdict.Supported);
    }

    [Test]
    public void One_that_speaks_of_some_data_is_decided_on_no_other()
    {
        var onFurther = Grows with { Data = "CIFAR-10" };
        var further = Part(Verdict.Contradicted) with { Id = "Growth.It_grows_data=CIFAR-10", Data = "CIFAR-10" };
        var onDefault = Part(Verdict.Supported) with { Id = "Growth.It_grows" };

        Entry(onFurther, further, onDefault).Verdict.Should().Be(Verdict.Contradicted);
        Entry(onFurther, onDefault).Open.Should().Be("Its test did not run on CIFAR-10.");
    }

    [Test]
    public void One_that_nothing_decides_says_why()
    {
        var entry = Entry(new("abstract", "It is heavy", Reason: "There is no scale."), Part(Verdict.Supported));

        entry.Open.Should().Be("There is no scale.");
        StatementEntry.Summary([entry]).Should().Be("0 of 1 statement decided");
    }

    private static ResultItem Part(Verdict verdict)
    {
        var part = Sample.SubClaim(Sample.Finding("T = 10", 1.5));
        return part with { SubClaim = part.SubClaim! with { Verdict = verdict } };
    }

    private static StatementEntry Entry(PaperStatement statement, params ResultItem[] items) => StatementEntry.Of(
        Sample.Set([.. items]) with
        {
            Paper = Sample.Paper with { Statements = [statement], DefaultData = ["toy", "Signs"], FurtherData = ["CIFAR-10"] },
            Runs = [Sample.Run(), Sample.Run(data: "CIFAR-10"), Sample.Run("Decay")],
        }).Single();
}

using System.Reflection;
using FluentAssertions;
using NUnit.Framework.Interfaces;
using Reproduce.Results;
using Reproduce.Testing;
using Reproduce.Testing.Snapshots.Tables;

namespace Reproduce.Claims.Rules;

/// <summary>The list of the paper's statements in paper.json fits the tests: none that is gone, no primary sub-claim left out.</summary>
[TestFixture]
public sealed class StatementRules
{
    // A quotation, and not a passage.
    private const int MostLetters = 200;

    private static readonly IReadOnlyList<PaperStatement> Statements = PaperAttribute.Of(typeof(Robustness)).Statements;

    private static readonly ILookup<string, string> TestsOfClaims = (
        from fixture in ClaimsOfAssembly.Fixtures
        from method in fixture.Fixture.GetMethods()
        where method.GetCustomAttributes().Any(attribute => attribute is ITestBuilder or ISimpleTestBuilder)
        select (fixture.Claim, method.Name)).ToLookup(test => test.Item1, test => test.Item2);

    [Test]
    public void Every_test_that_decides_a_statement_is_there() =>
        Statements.Where(statement => statement.Claim is not null)
            .Should().NotBeEmpty().And.OnlyContain(statement => TestsOfClaims[statement.Claim!].Contains(statement.Test));

    [Test]
    public void A_statement_has_either_a_test_or_a_reason() => Statements.Should().OnlyContain(statement =>
        (statement.Claim == null) == (statement.Test == null)
            && (statement.Claim == null) == !string.IsNullOrWhiteSpace(statement.Reason));

    [Test]
    public void A_statement_says_where_and_what_and_is_listed_once()
    {
        Statements.Should().OnlyContain(
            statement => !string.IsNullOrWhiteSpace(statement.Where) && !string.IsNullOrWhiteSpace(statement.Says));
        Statements.Select(statement => statement.Says).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public void What_is_quoted_is_short() => Statements.Select(statement => statement.Quote).OfType<string>()
        .Should().NotBeEmpty().And.OnlyContain(quote => quote.Trim().Length > 0 && quote.Length <= MostLetters);

    [Test]
    public void Every_primary_sub_claim_decides_a_statement()
    {
        var tests = PrimaryTests().Distinct().ToList();

        tests.Should().HaveCountGreaterThan(10);
        var unlisted = tests.Except(Statements.Select(statement => (statement.Claim!, statement.Test!)))
            .Select(test => $"{test.Item1}: {test.Item2}");
        unlisted.Should().BeEmpty("paper.json lists under 'statements' what each decides");
    }

    /// <summary>Claim and test method of each sub-claim that a pinned claim calls primary, found by the statement that both pin.</summary>
    private static IEnumerable<(string Claim, string Test)> PrimaryTests()
    {
        foreach (var claim in TestsOfClaims.Select(tests => tests.Key))
        {
            var files = Directory.GetFiles(Path.Combine(ClaimsOfAssembly.Snapshots, claim), "*.verified.txt");
            var primary = files.Select(file => TableFormat.Parse(File.ReadAllText(file)))
                .Where(table => table.Columns[0].Name == "part")
                .SelectMany(whole => whole.Rows).Where(row => row[0].Text == "primary").Select(row => row[^1].Text).ToHashSet();
            primary.Should().NotBeEmpty("every claim has one");
            foreach (var file in files.Where(file => primary.Contains(File.ReadLines(file).First())))
            {
                var method = Path.GetFileName(file).Split('.')[1];
                yield return (
                    claim,
                    TestsOfClaims[claim].Where(test => method.StartsWith(test, StringComparison.Ordinal)).MaxBy(test => test.Length)!);
            }
        }
    }
}

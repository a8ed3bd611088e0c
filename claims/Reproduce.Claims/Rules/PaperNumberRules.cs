using FluentAssertions;
using Reproduce.Claims.Images;
using Reproduce.Core.Models;
using Reproduce.Core.Statistics;
using Reproduce.Results.Tables;

namespace Reproduce.Claims.Rules;

/// <summary>What the tables beside the paper say of a number, whatever the data.</summary>
[TestFixture]
public sealed class PaperNumberRules
{
    private static readonly double[] Accuracies = [70, 72, 74];

    [TestCase(73, "yes")]
    [TestCase(99, "no")]
    public void A_number_is_inside_where_one_more_model_could_have_given_it(double paper, string inside)
    {
        var number = Number(Flavours.All[0], paper, Accuracies);

        number.OneModel!.Value.Estimate.Should().BeApproximately(72, 1e-9);
        CellsOf(number).Should().Equal(paper, 72.0, 72 - paper, 3.0, number.OneModel.Value.Lower, number.OneModel.Value.Upper, inside);
    }

    [TestCase(1, "2 more seeds needed")]
    [TestCase(2, "1 more seed needed")]
    public void Of_too_few_models_the_table_says_how_many_are_missing(int seeds, string missing)
    {
        var number = Number(Flavours.All[0], 71, Accuracies[..seeds]);

        number.OneModel.Should().BeNull();
        CellsOf(number)[^3..].Should().Equal(new object?[] { null, null, missing });
    }

    [Test]
    public void The_heading_counts_the_numbers_inside_and_the_models_that_are_missing()
    {
        PaperNumber[] numbers =
        [
            Number(Flavours.All[0], 73, Accuracies), Number(Flavours.All[1], 99, Accuracies), Number(Flavours.All[2], 73, Accuracies[..1]),
            Number(Flavours.All[2], 10, Accuracies[..1]), Number(Flavours.All[3], 73, Accuracies[..2]),
        ];

        TableOf(numbers[..2]).Heading[^1].Should().Be("Inside: 1 of 2.");
        TableOf(numbers).Heading[^1].Should().Be("Inside: 1 of 2; for the other 3 numbers 3 more models to measure.");
    }

    private static PaperNumber Number(ModelName model, double paper, double[] ours) => PaperNumber.Of(
        model, "None", paper, ours.Average(), ours.Length, () => Sample.OfSeeds(ours, ValueRange.Percent), paperImages: 1, sharedImages: 1);

    private static Table TableOf(params PaperNumber[] numbers) =>
        PaperTables.Of("attack", [.. numbers], decimals: 1, paperDecimals: 1, Tolerance.Exact, similar: 5, "heading");

    /// <summary>The cells right of the model's name and what was measured.</summary>
    private static object?[] CellsOf(PaperNumber number) =>
        [.. TableOf(number).Rows.Single().Skip(2).Select(cell => (object?)cell.Number ?? cell.Text)];
}

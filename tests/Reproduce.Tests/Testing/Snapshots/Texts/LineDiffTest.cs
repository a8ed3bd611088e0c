using Reproduce.Testing.Snapshots.Texts;

namespace Reproduce.Tests.Testing.Snapshots.Texts;

[TestFixture]
public sealed class LineDiffTest
{
    [Test]
    public void A_changed_line_is_shown_with_two_lines_around_it()
    {
        var verified = Numbers(1, 9);
        var received = verified.Replace("5", "five", StringComparison.Ordinal);

        LineDiff.Describe(verified, received).Should().Be(
            """
            - verified
            + received
            @@ line 3 @@
              3
              4
            - 5
            + five
              6
              7
            """);
    }

    [Test]
    public void Changes_far_apart_are_shown_apart_with_their_line_of_the_verified_text()
    {
        var verified = Numbers(1, 30);
        var received = verified
            .Replace("2\n3\n", "2\nnew\n3\n", StringComparison.Ordinal)
            .Replace("\n29\n", "\n", StringComparison.Ordinal);

        LineDiff.Describe(verified, received).Should().Be(
            """
            - verified
            + received
            @@ line 1 @@
              1
              2
            + new
              3
              4
            @@ line 27 @@
              27
              28
            - 29
              30
            """);
    }

    [Test]
    public void A_missing_last_line_break_is_shown() =>
        LineDiff.Describe("a\n", "a").Should().Be("- verified\n+ received\n@@ line 1 @@\n- a\n+ a (no line break at the end)");

    [Test]
    public void Blanks_at_the_end_and_tabs_of_changed_lines_are_made_visible() =>
        LineDiff.Describe("a b\tc", "a b  ").Should().Be("- verified\n+ received\n@@ line 1 @@\n- a b→c\n+ a b··");

    [Test]
    public void A_long_difference_is_cut_and_counted() =>
        LineDiff.Describe(Numbers(1, 100), "x\n").Should().EndWith("\n- 40\n... and 61 more changed lines");

    [Test]
    public void Texts_too_long_to_align_are_shown_as_replaced()
    {
        var description = LineDiff.Describe(Numbers(1, 2100), Numbers(10_001, 2100));

        description.Should().StartWith("- verified\n+ received\n@@ line 1 @@\n- 1\n- 2\n").And.EndWith("... and 4160 more changed lines");
    }

    private static string Numbers(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(i => $"{i}\n"));
}

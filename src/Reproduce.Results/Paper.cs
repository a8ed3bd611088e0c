using System.Collections.Immutable;

namespace Reproduce.Results;

/// <summary>The paper whose claims are tested, as far as a report on them needs it. File <c>paper.json</c> of a result set.</summary>
public sealed record Paper
{
    /// <summary>
    /// Names the result set's folder, such as <c>TrustworthyDistillation</c>: letters, digits, dots, dashes and underscores.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The authors; empty where nobody has said.</summary>
    public string Authors { get; init; } = "";

    /// <summary>Address of the paper or of its released code; null where nobody has said.</summary>
    public string? Url { get; init; }

    /// <summary>Names of the claims in the paper's order; claims that are not listed come behind these, by name.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];

    /// <summary>What each claim says in a few plain words, by its name; a claim may have none.</summary>
    public ImmutableSortedDictionary<string, string> ClaimsInShort { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// The data that every claim is decided on wherever the tests run: a claim has one of them. Empty where nobody has listed them.
    /// </summary>
    public ImmutableArray<string> DefaultData { get; init; } = [];

    /// <summary>The paper's further data, which a person has to bring, in their order; empty where nobody has listed them.</summary>
    public ImmutableArray<string> FurtherData { get; init; } = [];

    /// <summary>
    /// Names of the claims that are of the default data alone, and can't be run on others; empty where nobody has listed them.
    /// </summary>
    public ImmutableArray<string> ClaimsOfDefaultData { get; init; } = [];

    /// <summary>The paper's checkable statements, by topic; empty where nobody has listed them.</summary>
    public ImmutableArray<PaperStatement> Statements { get; init; } = [];

    /// <summary>The paper's figures, in their order; empty where nobody has listed them.</summary>
    public ImmutableArray<PaperFigure> Figures { get; init; } = [];

    /// <summary>
    /// What the names of the results begin with that show each claim's point, such as <c>Robustness.Figures_5_13</c>: a report shows them
    /// first. Empty where nobody has listed them.
    /// </summary>
    public ImmutableArray<string> KeyFigures { get; init; } = [];

    /// <summary>Where text, released code and this harness differ; empty where nobody has listed it.</summary>
    public ImmutableArray<Deviation> Deviations { get; init; } = [];

    /// <summary>A claim's place in the paper's order; those that are not listed share the last one.</summary>
    public int PlaceOf(string claim) => PlaceIn(Claims, claim);

    /// <summary>The place of data: the default data, the further data, and last those that are not listed.</summary>
    public int PlaceOfData(string data) => PlaceIn([.. DefaultData, .. FurtherData], data);

    /// <summary>Whether a result is one of <see cref="KeyFigures"/>.</summary>
    public bool IsKey(ResultItem item) => KeyFigures.Any(key => item.Id.StartsWith(key, StringComparison.Ordinal));

    private static int PlaceIn(ImmutableArray<string> names, string name) =>
        names.IndexOf(name) is >= 0 and var place ? place : names.Length;
}

/// <summary>A statement of the paper that can be checked: the sub-claim that decides it, or why none does.</summary>
/// <param name="Where">Where the paper makes it, such as <c>section 5.1.1</c>.</param>
/// <param name="Says">What it says, in our words.</param>
/// <param name="Quote">The paper's own words, where a few are enough; else null.</param>
/// <param name="Claim">The claim that decides it, by name; null where none does.</param>
/// <param name="Test">The test method of that claim whose sub-claim decides it; null where none does.</param>
/// <param name="Reason">Why none decides it; null where one does.</param>
/// <param name="Data">
/// The data that it speaks of, as cases name it, such as <c>TSRD</c>; null where it is decided on the default data.
/// </param>
public sealed record PaperStatement(
    string Where, string Says, string? Quote = null, string? Claim = null, string? Test = null, string? Reason = null, string? Data = null);

/// <summary>A figure of the paper.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Shows">What it shows, in our words.</param>
/// <param name="Data">The data it is of, as cases name it, such as <c>CIFAR-10</c> or <c>toy</c>.</param>
/// <param name="Note">What a reader should know of its reproduction, or why it can't be; null where there is nothing to say.</param>
public sealed record PaperFigure(int Number, string Shows, string Data, string? Note = null);

/// <summary>A point on which the paper's text, its released code and this harness don't agree.</summary>
/// <param name="What">The point.</param>
/// <param name="Text">What the text says.</param>
/// <param name="Released">What the released code does; empty where the two agree.</param>
/// <param name="Here">What is done here.</param>
/// <param name="Claims">The claims that it matters for, by name.</param>
/// <param name="Data">The cases that it matters for, such as <c>TSRD</c>; all where empty.</param>
public sealed record Deviation(
    string What, string Text, string Released, string Here, ImmutableArray<string> Claims, ImmutableArray<string> Data);

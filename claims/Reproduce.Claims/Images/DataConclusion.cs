using Reproduce.Core.Statistics;

namespace Reproduce.Claims.Images;

/// <summary>What was concluded on one data set, and the verdict that it was written for.</summary>
/// <param name="Data">The data set's title, such as <c>CIFAR-10</c>.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Text">The conclusion, in a sentence or two.</param>
internal sealed record DataConclusion(string Data, Verdict Verdict, string Text)
{
    public static implicit operator DataConclusion((string Data, Verdict Verdict, string Text) conclusion) =>
        new(conclusion.Data, conclusion.Verdict, conclusion.Text);
}

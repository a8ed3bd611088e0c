namespace Reproduce.Core.Experiments;

/// <summary>
/// Which of two readings of the experiment is followed where the paper's text and the released code differ: the random sample of
/// test images, the unit of adherence (an image, or a batch of 100), the crop of TSRD's signs, top-1 or top-3 on TSRD, and what TSRD's
/// split is.
/// </summary>
public enum Protocol
{
    /// <summary>
    /// What the released code ran, so what the published numbers are of; the default. Samples are the first images in file order,
    /// adherence is one cosine a batch, a crop takes rows from x and columns from y, TSRD counts the top 3, and its files are used as
    /// they were published, with their repetitions.
    /// </summary>
    AsReleased,

    /// <summary>
    /// What the text says. Samples are random, adherence is one cosine an image, a crop is the annotated box, TSRD counts the top 1, and
    /// its pictures are used once each, none both for training and for testing.
    /// </summary>
    AsDescribed,
}

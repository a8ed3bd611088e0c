namespace Reproduce.Core.Experiments;

/// <summary>
/// Which of two readings of the experiment is followed where the paper's text and the released code differ: which test images are
/// attacked, the unit of adherence (an image, or a batch of 100), and how a data set's pictures are cropped, counted and split.
/// </summary>
public enum Protocol
{
    /// <summary>
    /// What the released code ran and the published numbers are of; the default. Samples are the first images in file order, and
    /// adherence is one cosine for each batch.
    /// </summary>
    AsReleased,

    /// <summary>What the text says. Samples are random, and adherence is one cosine for each image.</summary>
    AsDescribed,
}

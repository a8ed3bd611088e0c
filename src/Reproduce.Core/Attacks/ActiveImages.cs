namespace Reproduce.Core.Attacks;

/// <summary>The images that an attack still works on, in one batch for the network; finished ones are removed.</summary>
internal sealed class ActiveImages
{
    private readonly int _size;
    private readonly float[] _pixels;
    private readonly int[] _labels;
    private readonly int[] _places;

    /// <summary>All images of a batch, copied.</summary>
    /// <param name="images">Shape <c>[N, C, H, W]</c>.</param>
    /// <param name="labels">Shape <c>[N]</c>.</param>
    public ActiveImages(ReadOnlySpan<float> images, ReadOnlySpan<int> labels)
    {
        Count = labels.Length;
        _size = images.Length / Count;
        (_pixels, _labels, _places) = (images.ToArray(), labels.ToArray(), [.. Enumerable.Range(0, Count)]);
        Finished = new bool[Count];
    }

    /// <summary>How many images are left.</summary>
    public int Count { get; private set; }

    /// <summary>Which rows are finished; an attack marks them here.</summary>
    public bool[] Finished { get; }

    /// <summary>The pixels of the images left, shape <c>[Count, C, H, W]</c>.</summary>
    public ReadOnlySpan<float> Pixels => _pixels.AsSpan(0, Count * _size);

    /// <summary>The labels of the images left, shape <c>[Count]</c>.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Count);

    /// <summary>How many of the images left are marked as finished.</summary>
    public int FinishedCount => Finished.AsSpan(0, Count).Count(true);

    /// <summary>A row's index in the whole batch.</summary>
    public int Place(int row) => _places[row];

    /// <summary>A row's pixels, shape <c>[C, H, W]</c>.</summary>
    public Span<float> Image(int row) => Row(_pixels, row);

    /// <summary>A row of another array of the same layout.</summary>
    public Span<float> Row(float[] array, int row) => array.AsSpan(row * _size, _size);

    /// <summary>A row of another batch of such images.</summary>
    public Span<float> RowOf(Span<float> batch, int row) => batch.Slice(row * _size, _size);

    /// <inheritdoc cref="RowOf(Span{float}, int)"/>
    public ReadOnlySpan<float> RowOf(ReadOnlySpan<float> batch, int row) => batch.Slice(row * _size, _size);

    /// <summary>Marks the rows for which the network predicts another class than the true one.</summary>
    /// <param name="logits">The logits of the images left, shape <c>[Count, classes]</c>.</param>
    public void FinishMisclassified(ReadOnlySpan<float> logits)
    {
        var classCount = logits.Length / Count;
        for (var row = 0; row < Count; row++)
        {
            Finished[row] |= Predictions.ClassOf(logits.Slice(row * classCount, classCount)) != _labels[row];
        }
    }

    /// <summary>Copies the finished images to their places in the batch, and closes the gaps that they leave.</summary>
    /// <param name="adversarial">The whole batch, shape <c>[N, C, H, W]</c>.</param>
    public void DropFinished(Span<float> adversarial)
    {
        for (var row = 0; row < Count; row++)
        {
            if (Finished[row])
            {
                Image(row).CopyTo(RowOf(adversarial, _places[row]));
            }
        }

        DropFinished();
    }

    /// <summary>Removes the finished images without a copy, and closes the gaps that they leave.</summary>
    public void DropFinished()
    {
        var kept = 0;
        for (var row = 0; row < Count; row++)
        {
            if (Finished[row])
            {
                continue;
            }

            if (kept != row)
            {
                Image(row).CopyTo(Image(kept));
                (_labels[kept], _places[kept]) = (_labels[row], _places[row]);
            }

            kept++;
        }

        Count = kept;
        Array.Clear(Finished);
    }
}

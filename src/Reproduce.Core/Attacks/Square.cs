using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;

namespace Reproduce.Core.Attacks;

/// <summary>
/// The Square attack in the maximum norm: random search that sees the logits alone. The image starts as vertical stripes of +-epsilon; then
/// a square of it is moved by +-2 epsilon, one sign for each channel, clipped to epsilon around the image and to [0, 1], and kept if the
/// margin (true logit - largest other) falls. The squares shrink on a fixed schedule. An image is returned as soon as it is misclassified
/// (unchanged, if it was so already), otherwise at the point of its smallest margin.
/// </summary>
/// <remarks>
/// Source: Andriushchenko, Croce, Flammarion and Hein, "Square Attack: a query-efficient black-box adversarial attack via random search",
/// ECCV 2020, algorithms 1 and 2. The number of queries (5,000) and the first square's share of the image (0.8) are those of AutoAttack
/// (Croce and Hein, ICML 2020) and torchattacks 3.5.1; the paper has 0.05 in the maximum norm. A square that changes nothing costs a query,
/// as there.
/// </remarks>
/// <param name="Stream">The key of the random streams, such as <c>square/seed=42</c>; every image has its own.</param>
/// <param name="Epsilon">The largest change of a pixel, in [0, 1] pixel units; at least 0.</param>
/// <param name="Queries">Images tried at most, the start among them, at least 1. The unperturbed image does not count.</param>
/// <param name="FirstShare">The first square's share of the image's area, above 0, at most 1.</param>
public sealed record Square(string Stream, float Epsilon = Pgd.DefaultEpsilon, int Queries = 5000, float FirstShare = 0.8f) : IAttack
{
    // The published schedule is for 10,000 queries; with another number it is stretched.
    private const int QueriesOfSchedule = 10_000;

    // After so many of its queries, the share is halved once more.
    private static readonly int[] Halvings = [10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000];

    /// <summary>The key of the random streams.</summary>
    public string Stream { get; } = RandomStart.Checked(Stream)
        ?? throw new ArgumentException("Stream is null; expected a key: the attack is a random search.", nameof(Stream));

    /// <summary>The largest change of a pixel.</summary>
    public float Epsilon { get; } = AttackArguments.AtLeastZero(Epsilon);

    /// <summary>Images tried at most.</summary>
    public int Queries { get; } = ImageArguments.AtLeastOne(Queries);

    /// <summary>The first square's share of the image's area.</summary>
    public float FirstShare { get; } = FirstShare is > 0 and <= 1
        ? FirstShare
        : throw new ArgumentException($"FirstShare is {FirstShare}; expected above 0, at most 1.", nameof(FirstShare));

    /// <inheritdoc/>
    public string Name => "Square";

    /// <inheritdoc/>
    public string Description => $"Square(epsilon={Epsilon}, queries={Queries}, firstShare={FirstShare}, stream={Stream})";

    /// <inheritdoc/>
    public void Perturb(
        IDifferentiableNetwork network, ReadOnlySpan<float> images, ReadOnlySpan<int> labels, int firstIndex, Span<float> adversarial)
    {
        AttackArguments.Check(network, images, labels, firstIndex, adversarial);
        var active = new ActiveImages(images, labels);
        using (var pass = network.Forward(images))
        {
            active.FinishMisclassified(pass.Logits);
        }

        active.DropFinished(adversarial);
        var best = images.ToArray();
        var margins = new float[labels.Length];
        margins.AsSpan().Fill(float.PositiveInfinity);
        var randoms = new MersenneTwister[labels.Length];
        for (var query = 0; query < Queries && active.Count > 0; query++)
        {
            for (var row = 0; row < active.Count; row++)
            {
                var place = active.Place(row);
                var random = randoms[place] ??= RandomStart.StreamOf(Stream, firstIndex + place);
                Propose(network.Input, random, query, active.RowOf(images, place), active.Row(best, place), active.Image(row));
            }

            using var pass = network.Forward(active.Pixels);
            active.FinishMisclassified(pass.Logits);
            Keep(active, pass.Logits, margins, best, isLast: query == Queries - 1);
            active.DropFinished(adversarial);
        }
    }

    /// <summary>The side of the square after so many proposals.</summary>
    /// <param name="proposals">Squares proposed before.</param>
    /// <param name="shape">The image's shape; the side is at most its shorter one.</param>
    internal int SideOf(int proposals, ImageShape shape)
    {
        var place = (int)((long)proposals * QueriesOfSchedule / Queries);
        var share = FirstShare / (1 << Halvings.Count(start => place > start));
        var side = (int)Math.Round(Math.Sqrt((double)share * shape.Height * shape.Width));
        return Math.Clamp(side, 1, Math.Min(shape.Height, shape.Width));
    }

    private static void Keep(ActiveImages active, ReadOnlySpan<float> logits, float[] margins, float[] best, bool isLast)
    {
        var classCount = logits.Length / active.Count;
        for (var row = 0; row < active.Count; row++)
        {
            if (active.Finished[row])
            {
                continue;
            }

            var place = active.Place(row);
            var margin = Margin(logits.Slice(row * classCount, classCount), active.Labels[row]);
            if (margin < margins[place])
            {
                margins[place] = margin;
                active.Image(row).CopyTo(active.Row(best, place));
            }

            if (isLast)
            {
                active.Row(best, place).CopyTo(active.Image(row));
                active.Finished[row] = true;
            }
        }
    }

    private static float Margin(ReadOnlySpan<float> logits, int label)
    {
        var other = float.NegativeInfinity;
        for (var k = 0; k < logits.Length; k++)
        {
            other = k == label ? other : Math.Max(other, logits[k]);
        }

        return logits[label] - other;
    }

    /// <summary>The start, or the best image so far with another square.</summary>
    private void Propose(
        ImageShape shape,
        MersenneTwister random,
        int query,
        ReadOnlySpan<float> original,
        ReadOnlySpan<float> best,
        Span<float> proposal)
    {
        best.CopyTo(proposal);
        if (query == 0)
        {
            for (var stripe = 0; stripe < shape.Channels * shape.Width; stripe++)
            {
                var first = (stripe / shape.Width * shape.Height * shape.Width) + (stripe % shape.Width);
                Move(shape, original, proposal, first, width: 1, shape.Height, Change(random, 1));
            }

            return;
        }

        var side = SideOf(query - 1, shape);
        var corner = (random.NextInt32(shape.Height - side + 1) * shape.Width) + random.NextInt32(shape.Width - side + 1);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var first = (channel * shape.Height * shape.Width) + corner;
            Move(shape, original, proposal, first, side, side, Change(random, 2));
        }
    }

    private float Change(MersenneTwister random, int epsilons) => (random.NextInt32(2) == 0 ? -epsilons : epsilons) * Epsilon;

    /// <summary>Moves a rectangle whose first pixel is given.</summary>
    private void Move(
        ImageShape shape, ReadOnlySpan<float> original, Span<float> image, int first, int width, int height, float change)
    {
        for (var y = 0; y < height; y++)
        {
            for (var i = first + (y * shape.Width); i < first + (y * shape.Width) + width; i++)
            {
                image[i] = PixelBall.Project(image[i] + change, original[i], Epsilon);
            }
        }
    }
}

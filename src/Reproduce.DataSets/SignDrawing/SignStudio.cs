using System.Collections.Immutable;
using Reproduce.Core.Randomness;

namespace Reproduce.DataSets.SignDrawing;

/// <summary>Draws one sign after another: the scene on a fine canvas, then the camera's view of it. For one thread.</summary>
/// <param name="side">Rows and columns of an image.</param>
internal sealed class SignStudio(int side) : IDisposable
{
    private const int Clutter = 5;
    private const double FaceSize = 0.78;
    private const int Jitter = 18;
    private const double ObstacleShare = 0.15;

    private readonly SignCanvas _canvas = new(side * SignCamera.Fineness);
    private readonly SignCamera _camera = new(side);

    /// <summary>Draws an image.</summary>
    /// <param name="sign">What it shows.</param>
    /// <param name="random">The image's stream.</param>
    /// <param name="pixels">Receives the image, shape <c>[3, H, W]</c>.</param>
    public void Draw(SignClass sign, MersenneTwister random, Span<byte> pixels)
    {
        DrawBackground(random);
        DrawSign(sign, random);
        DrawObstacle(random);
        _camera.Take(_canvas.Pixels, SignLight.Draw(random), random, pixels);
    }

    /// <inheritdoc/>
    public void Dispose() => _canvas.Dispose();

    private void DrawBackground(MersenneTwister random)
    {
        _canvas.Clear(random.NextPaint(40, 220));
        for (var i = 0; i < Clutter; i++)
        {
            var middle = new SignPoint(random.NextDouble(), random.NextDouble());
            _canvas.Fill(Blob(random, middle, random.Between(0.1, 0.5)), random.NextPaint(20, 240));
        }
    }

    private void DrawSign(SignClass sign, MersenneTwister random)
    {
        var pose = SignPose.Draw(random);
        var outline = sign.Outline;
        _canvas.Fill(outline.Corners.Select(pose.Place), random.Jitter(sign.Colours.Rim, Jitter));
        _canvas.Fill(outline.Corners.Select(corner => pose.Place(corner.Scale(FaceSize))), random.Jitter(sign.Colours.Face, Jitter));
        var paint = random.Jitter(sign.Colours.Glyph, Jitter);
        foreach (var polygon in sign.Glyph.Polygons)
        {
            _canvas.Fill(polygon.Select(corner => pose.Place(corner.Scale(outline.GlyphSize, 0, outline.GlyphDown))), paint);
        }
    }

    /// <summary>A twig or a leaf in front of the sign.</summary>
    private void DrawObstacle(MersenneTwister random)
    {
        var isSeen = random.NextDouble() < ObstacleShare;
        var isTwig = random.NextDouble() < 0.5;
        var paint = random.NextPaint(20, 200);
        var middle = new SignPoint(random.Between(0.2, 0.8), random.Between(0.2, 0.8));
        var leaf = Blob(random, middle, random.Between(0.06, 0.16));
        var twig = Twig(middle, new SignPoint(random.Between(-1, 1), random.Between(-1, 1)), random.Between(0.02, 0.05));
        if (isSeen)
        {
            _canvas.Fill(isTwig ? twig : leaf, paint);
        }
    }

    /// <summary>A ragged polygon of eight corners about a point.</summary>
    private static ImmutableArray<SignPoint> Blob(MersenneTwister random, SignPoint middle, double radius) =>
    [
        .. SignOutline.UnitCircle.Where((_, i) => i % 4 == 0)
            .Select(corner => corner.Scale(radius * random.Between(0.4, 1), middle.X, middle.Y)),
    ];

    /// <summary>A bar right across the picture.</summary>
    /// <param name="middle">A point on its middle line.</param>
    /// <param name="along">Its direction, of any length.</param>
    /// <param name="half">Half its width.</param>
    private static ImmutableArray<SignPoint> Twig(SignPoint middle, SignPoint along, double half)
    {
        var length = Math.Max(Math.Sqrt((along.X * along.X) + (along.Y * along.Y)), 1e-9);
        var (x, y) = (along.X / length, along.Y / length);
        SignPoint Corner(double ahead, double aside) =>
            new(middle.X + (2 * ahead * x) - (half * aside * y), middle.Y + (2 * ahead * y) + (half * aside * x));
        return [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)];
    }
}

using Reproduce.DataSets.SignDrawing;

namespace Reproduce.DataSets;

/// <summary>Which signs <see cref="Signs"/> draws, and how many.</summary>
public sealed record SignsSettings
{
    /// <summary>Rows and columns of an image, 16 to 256.</summary>
    public int Side { get; init; } = 32;

    /// <summary>Number of classes, 2 to 58: TSRD has 58.</summary>
    public int Classes { get; init; } = 16;

    /// <summary>Images of the training split, at least 1.</summary>
    public int TrainCount { get; init; } = 4000;

    /// <summary>Images of the test split, at least 1.</summary>
    public int TestCount { get; init; } = 1000;

    /// <summary>Decides every image.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How hard the signs are to tell apart.</summary>
    public SignsDifficulty Difficulty { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the range that its property names.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Difficulty);
        Check(Side, 16, 256, nameof(Side));
        Check(Classes, 2, SignClass.All.Length, nameof(Classes));
        Check(TrainCount, 1, int.MaxValue / (3 * Side * Side), nameof(TrainCount));
        Check(TestCount, 1, int.MaxValue / (3 * Side * Side), nameof(TestCount));
        Difficulty.Check();
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between {least} and {most}.");
        }
    }
}

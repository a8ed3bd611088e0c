using System.Runtime.Intrinsics;
using Reproduce.Core.Data;
using Reproduce.Core.Networks;

namespace Reproduce.Core.Boundaries;

/// <summary>
/// A toy network's class probabilities (softmax at temperature 1) on the points of a regular grid, for the paper's heatmaps.
/// </summary>
/// <remarks>
/// The points are those of <c>numpy.meshgrid</c> over two <c>numpy.linspace</c>, including both bounds. All points of a row have the same
/// second coordinate; it is smallest in the first row, which is at the bottom of a picture.
/// </remarks>
public sealed class ProbabilityGrid
{
    /// <summary>Number of rows and columns of the paper's heatmaps.</summary>
    public const int PublishedSize = 500;

    private readonly float[] _probabilities;
    private readonly byte[] _classes;

    private ProbabilityGrid(Box box, int rows, int columns)
    {
        Box = box;
        Rows = rows;
        Columns = columns;
        _probabilities = new float[rows * columns * Perceptron.Classes];
        _classes = new byte[rows * columns];
    }

    /// <summary>The box; the outermost points lie on its border.</summary>
    public Box Box { get; }

    /// <summary>Number of rows, R.</summary>
    public int Rows { get; }

    /// <summary>Number of columns, C.</summary>
    public int Columns { get; }

    /// <summary>The probabilities, shape <c>[R, C, 3]</c>, row-major, each between 0 and 1.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>Evaluates a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="box">The box to cover.</param>
    /// <param name="rows">Number of rows, at least 2.</param>
    /// <param name="columns">Number of columns, at least 2.</param>
    /// <exception cref="ArgumentException">A parameter of the network is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two rows or columns.</exception>
    public static ProbabilityGrid Of(Perceptron network, Box box, int rows = PublishedSize, int columns = PublishedSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        var grid = new ProbabilityGrid(box, rows, columns);
        var differences = new LogitDifferences(network);
        var x0 = new double[columns];
        for (var column = 0; column < columns; column++)
        {
            x0[column] = grid.X0(column);
        }

        var x1 = new double[columns];
        var first = new double[columns];
        var second = new double[columns];
        for (var row = 0; row < rows; row++)
        {
            Array.Fill(x1, grid.X1(row));
            differences.Evaluate(x0, x1, first, second);
            for (var column = 0; column < columns; column++)
            {
                grid._classes[(row * columns) + column] = (byte)LogitDifferences.LargestOf(first[column], second[column]);
            }

            Softmax(first, second, grid._probabilities.AsSpan(row * columns * Perceptron.Classes, columns * Perceptron.Classes));
        }

        return grid;
    }

    /// <summary>First coordinate of a column's points.</summary>
    public double X0(int column) => column == Columns - 1 ? Box.MaxX0 : Box.MinX0 + (column * (Box.Width / (Columns - 1)));

    /// <summary>Second coordinate of a row's points.</summary>
    public double X1(int row) => row == Rows - 1 ? Box.MaxX1 : Box.MinX1 + (row * (Box.Height / (Rows - 1)));

    /// <summary>The three class probabilities at a point of the grid.</summary>
    public ReadOnlySpan<float> At(int row, int column) =>
        Probabilities.Slice(((row * Columns) + column) * Perceptron.Classes, Perceptron.Classes);

    /// <summary>The most probable class at a point of the grid; the smallest index if several are equal.</summary>
    /// <remarks>Computed from the logits: large logits give probabilities that round to 0 and 1.</remarks>
    public int PredictedClass(int row, int column) => _classes[(row * Columns) + column];

    private static void Softmax(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<float> probabilities)
    {
        Span<double> numbers = stackalloc double[Perceptron.Classes * Vector256<double>.Count];
        Span<double> padded = stackalloc double[2 * Vector256<double>.Count];
        var lanes = Vector256<double>.Count;
        for (var start = 0; start < first.Length; start += lanes)
        {
            var count = Math.Min(lanes, first.Length - start);
            first.Slice(start, count).CopyTo(padded);
            second.Slice(start, count).CopyTo(padded[lanes..]);
            Softmax(Vector256.Create<double>(padded), Vector256.Create<double>(padded[lanes..]), numbers);
            for (var lane = 0; lane < count; lane++)
            {
                for (var k = 0; k < Perceptron.Classes; k++)
                {
                    probabilities[((start + lane) * Perceptron.Classes) + k] = (float)numbers[(k * lanes) + lane];
                }
            }
        }
    }

    /// <summary>The probabilities of four points, class by class.</summary>
    private static void Softmax(Vector256<double> first, Vector256<double> second, Span<double> probabilities)
    {
        var lanes = Vector256<double>.Count;
        var largest = Vector256.MaxNative(Vector256<double>.Zero, Vector256.MaxNative(first, second));
        var zero = Vector256.Exp(-largest);
        var one = Vector256.Exp(first - largest);
        var two = Vector256.Exp(second - largest);
        var scale = Vector256<double>.One / (zero + one + two);
        (zero * scale).CopyTo(probabilities);
        (one * scale).CopyTo(probabilities[lanes..]);
        (two * scale).CopyTo(probabilities[(2 * lanes)..]);
    }
}

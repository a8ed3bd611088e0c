using Reproduce.Core.Data;
using Reproduce.Core.Networks.Simd;

namespace Reproduce.Core.Training;

/// <summary>Loads training samples into the lanes of vectors, 16 at a time.</summary>
internal sealed unsafe class SimdBatch : IDisposable
{
    private const int Lanes = FeatureMap.Lanes;

    private readonly ImageSet _data;
    private readonly ReadOnlyMemory<float> _targets;
    private readonly FeatureMap _map;
    private readonly float[] _normalized;
    private readonly AlignedFloats _laneTargets;
    private readonly AlignedFloats _weights = new(Lanes);

    /// <summary>Makes a loader for a training set.</summary>
    /// <param name="data">The images.</param>
    /// <param name="targets">Label probabilities, shape <c>[N, classes]</c>.</param>
    /// <param name="map">Layout of 16 images.</param>
    public SimdBatch(ImageSet data, ReadOnlyMemory<float> targets, FeatureMap map)
    {
        (_data, _targets, _map) = (data, targets, map);
        _laneTargets = new AlignedFloats(data.ClassCount * Lanes);
        _normalized = new float[256];
        Normalization.ToUnitRange([.. Enumerable.Range(0, _normalized.Length).Select(value => (byte)value)], _normalized);
        Normalization.Normalize(_normalized, _normalized);
    }

    /// <summary>Label probabilities of the loaded samples, shape <c>[classes, 16]</c>.</summary>
    public float* Targets => _laneTargets.Pointer;

    /// <summary>Each loaded sample's weight in the loss, shape <c>[16]</c>.</summary>
    public float* Weights => _weights.Pointer;

    /// <summary>Loads up to 16 samples; lanes without a sample repeat the first one with weight 0.</summary>
    /// <param name="samples">Indices of the samples, at least one.</param>
    /// <param name="weight">1 / batch size.</param>
    /// <param name="image">Receives the images.</param>
    public void Load(ReadOnlySpan<int> samples, float weight, float* image)
    {
        var classes = _data.ClassCount;
        var pixels = stackalloc int[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var sample = lane < samples.Length ? samples[lane] : samples[0];
            _weights.Pointer[lane] = lane < samples.Length ? weight : 0;
            pixels[lane] = sample * _data.Shape.Size;
            for (var k = 0; k < classes; k++)
            {
                _laneTargets.Pointer[(k * Lanes) + lane] = _targets.Span[(sample * classes) + k];
            }
        }

        LoadPixels(pixels, image);
    }

    public void Dispose()
    {
        _laneTargets.Dispose();
        _weights.Dispose();
    }

    private void LoadPixels(int* pixels, float* image)
    {
        fixed (byte* source = _data.Pixels.Span)
        fixed (float* normalized = _normalized)
        {
            var pixel = source;
            for (var channel = 0; channel < _map.Channels; channel++)
            {
                for (var y = 0; y < _map.Height; y++)
                {
                    var row = image + _map.Interior(channel) + ((long)y * _map.RowStride);
                    for (var x = 0; x < _map.Width; x++, pixel++, row += Lanes)
                    {
                        for (var lane = 0; lane < Lanes; lane++)
                        {
                            row[lane] = normalized[pixel[pixels[lane]]];
                        }
                    }
                }
            }
        }
    }
}

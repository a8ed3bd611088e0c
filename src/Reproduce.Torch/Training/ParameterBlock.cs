using System.Collections.Immutable;
using Reproduce.Core.Networks;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>
/// The parameters of several models of one shape in one array, ordered by parameter, then by model. An optimizer changes all of them at
/// once, and the same parameter of all models is one view.
/// </summary>
internal sealed class ParameterBlock : IDisposable
{
    private readonly ImmutableArray<int> _sizes;
    private readonly ImmutableArray<Tensor> _leaves;

    /// <summary>Makes a block of given parameters.</summary>
    /// <param name="layers">The layers of each model.</param>
    /// <param name="models">Each model's parameters in the order of <see cref="ImageNetwork.Parameters"/>.</param>
    /// <param name="device">The device of the block.</param>
    public ParameterBlock(ImmutableArray<NetworkLayer> layers, IReadOnlyList<ReadOnlyMemory<float>> models, Device device)
    {
        using var scope = NewDisposeScope();
        ImmutableArray<ImmutableArray<long>> shapes = [.. ImageNetwork.ParametersOf(layers).Select(parameter => parameter.Shape)];
        _sizes = [.. shapes.Select(shape => checked((int)shape.Aggregate(1L, (product, extent) => product * extent)))];
        Models = models.Count;
        Flat = tensor(Interleave(models), device: device).clone().DetachFromDisposeScope();
        _leaves = [.. Views(Flat).Zip(shapes, (view, shape) => Leaf(view, shape))];
    }

    /// <summary>Number of models.</summary>
    public int Models { get; }

    /// <summary>All numbers, shape <c>[models * P]</c>.</summary>
    public Tensor Flat { get; }

    /// <summary>
    /// The parameters of the layers, each of shape <c>[models, ...]</c>: views of <see cref="Flat"/> that require gradients.
    /// </summary>
    public IReadOnlyList<Tensor> Leaves => _leaves;

    /// <summary>Reorders numbers of several models, one array for each, to the order of the block.</summary>
    public float[] Interleave(IReadOnlyList<ReadOnlyMemory<float>> models)
    {
        var flat = new float[models.Count * _sizes.Sum()];
        var (to, from) = (0, 0);
        foreach (var size in _sizes)
        {
            foreach (var model in models)
            {
                model.Span.Slice(from, size).CopyTo(flat.AsSpan(to));
                to += size;
            }

            from += size;
        }

        return flat;
    }

    /// <summary>Copies one model's numbers of an array in the block's order to the host.</summary>
    /// <param name="flat">Shape <c>[models * P]</c>, on any device.</param>
    /// <param name="model">Index of the model.</param>
    public ImmutableArray<float> Of(Tensor flat, int model)
    {
        using var scope = NewDisposeScope();
        return [.. cat([.. Views(flat).Select(view => view[model])]).cpu().data<float>().ToArray()];
    }

    public void Dispose()
    {
        foreach (var leaf in _leaves)
        {
            leaf.Dispose();
        }

        Flat.Dispose();
    }

    /// <summary>The part of each parameter, shape <c>[models, size]</c>.</summary>
    private IEnumerable<Tensor> Views(Tensor flat)
    {
        var start = 0L;
        foreach (var size in _sizes)
        {
            yield return flat.narrow(0, start, (long)Models * size).view(Models, size);
            start += (long)Models * size;
        }
    }

    private Tensor Leaf(Tensor view, ImmutableArray<long> shape) =>
        view.view([Models, .. shape]).detach().requires_grad_(true).DetachFromDisposeScope();
}

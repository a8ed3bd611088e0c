using Reproduce.Core.Data;
using Reproduce.Core.Networks;
using Reproduce.Core.Training;
using static TorchSharp.torch;

namespace Reproduce.Torch.Training;

/// <summary>The label probabilities of a training set on the device: hard labels, and each teacher's soft labels, computed once.</summary>
/// <param name="data">The set.</param>
/// <param name="images">The images of the set on the device.</param>
/// <param name="batchSize">Number of images whose soft labels are computed at once.</param>
internal sealed class TorchLabels(ImageSet data, ResidentImages images, int batchSize) : IDisposable
{
    private readonly Dictionary<(ImageNetwork Teacher, double Temperature), Tensor> _soft = [];
    private readonly Dictionary<double, Tensor> _hard = [];

    /// <summary>A run's label probabilities, shape <c>[N, classes]</c>; this object disposes them.</summary>
    /// <param name="run">The run.</param>
    public Tensor Of(TrainingRun<ImageNetwork> run)
    {
        if (run.Teacher is not { } teacher)
        {
            if (!_hard.TryGetValue(run.Recipe.LabelSmoothing, out var hard))
            {
                hard = Hard(run.Recipe.LabelSmoothing);
                _hard.Add(run.Recipe.LabelSmoothing, hard);
            }

            return hard;
        }

        var key = (teacher, run.Recipe.DistillationTemperature);
        if (!_soft.TryGetValue(key, out var labels))
        {
            labels = Soft(teacher, key.DistillationTemperature);
            _soft.Add(key, labels);
        }

        return labels;
    }

    public void Dispose()
    {
        foreach (var labels in _hard.Values.Concat(_soft.Values))
        {
            labels.Dispose();
        }
    }

    private Tensor Hard(double smoothing)
    {
        using var scope = NewDisposeScope();
        var labels = LabelProbabilities.Hard(data.Labels, data.ClassCount, smoothing);
        return tensor(labels, [data.Count, data.ClassCount], device: images.Device).clone().DetachFromDisposeScope();
    }

    /// <summary>softmax(logits / T), as in <see cref="LabelProbabilities"/>.</summary>
    private Tensor Soft(ImageNetwork teacher, double temperature)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using var parameters = new ParameterBlock(teacher.Layers, [teacher.Parameters.ToArray()], images.Device);
        var batches = new List<Tensor>();
        foreach (var samples in arange(data.Count, ScalarType.Int64, images.Device).split(batchSize))
        {
            using var batchScope = NewDisposeScope();
            var logits = ModelsAsOne.Logits(
                teacher.Layers, parameters.Leaves, images.Batch(samples.unsqueeze(0)), dropout: [], TrainingPrecision.SinglePrecision);
            batches.Add(nn.functional.softmax(logits[0] / temperature, dim: 1).MoveToOuterDisposeScope());
        }

        return cat(batches).DetachFromDisposeScope();
    }
}

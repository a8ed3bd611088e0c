using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reproduce.Core.Models;

/// <summary>All that decides a training run but the data, the seed and the teacher's weights.</summary>
/// <remarks>Two equal recipes train the same model; any difference gives another artifact in the store.</remarks>
public sealed record Recipe
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        Converters = { new JsonStringEnumConverter(), new ModelNameConverter() },
    };

    /// <summary>The flavour.</summary>
    public required ModelName Model { get; init; }

    /// <summary>The set's distillation temperature T: every soft label uses it, whatever temperature its teacher was trained at.</summary>
    public required double DistillationTemperature { get; init; }

    /// <summary>The network.</summary>
    public required NetworkSpecification Network { get; init; }

    /// <summary>Passes over the training set, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples in a batch, at least 1; the last batch of an epoch may be smaller.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The optimizer.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>The learning rate's schedule.</summary>
    public required StepDecay Schedule { get; init; }

    /// <summary>
    /// Share of a hard label's probability that is spread evenly over all classes, the true one included (label smoothing; Szegedy et al.,
    /// 2016; PyTorch's <c>label_smoothing</c>), in [0, 1). Soft labels are not smoothed: a student's recipe says so of its teacher's.
    /// </summary>
    /// <remarks>Left out of the canonical form where it is 0, so that recipes without it keep their keys.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double LabelSmoothing { get; init; }

    /// <summary>The temperature that divides the logits in the training loss: 1 or T, as the model's name says.</summary>
    [JsonIgnore]
    public double TrainTemperature => Model.Temperature == TrainingTemperature.T ? DistillationTemperature : 1;

    /// <summary>The recipe of a student's teacher: the same in all but flavour and network size.</summary>
    /// <exception cref="InvalidOperationException">The model is a teacher.</exception>
    public Recipe OfTeacher() =>
        Model.Teacher is { } teacher
            ? this with { Model = teacher, Network = Network with { Architecture = teacher.Architecture } }
            : throw new InvalidOperationException($"{Model} is a teacher itself.");

    /// <summary>The same training, so many times as long, its schedule stretched likewise.</summary>
    /// <param name="factor">The multiple, at least 1.</param>
    public Recipe Stretch(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        return this with { Epochs = Epochs * factor, Schedule = Schedule with { EveryEpochs = Schedule.EveryEpochs * factor } };
    }

    /// <summary>The recipe as JSON with a fixed order of members: the form in which it enters an artifact's key.</summary>
    public string ToCanonicalJson() => JsonSerializer.Serialize(this, Canonical);

    /// <summary>Checks every number's range.</summary>
    /// <exception cref="ArgumentException">One or more are out of range; the message names them all.</exception>
    public void Validate()
    {
        (bool Holds, string Error)[] rules =
        [
            (DistillationTemperature >= 1, $"DistillationTemperature is {DistillationTemperature}; expected at least 1"),
            (Epochs >= 1, $"Epochs is {Epochs}; expected at least 1"),
            (BatchSize >= 1, $"BatchSize is {BatchSize}; expected at least 1"),
            (Optimizer.LearningRate > 0, $"Optimizer.LearningRate is {Optimizer.LearningRate}; expected above 0"),
            (Optimizer.WeightDecay >= 0, $"Optimizer.WeightDecay is {Optimizer.WeightDecay}; expected at least 0"),
            (Schedule.Factor is > 0 and <= 1, $"Schedule.Factor is {Schedule.Factor}; expected in (0, 1]"),
            (Schedule.EveryEpochs >= 1, $"Schedule.EveryEpochs is {Schedule.EveryEpochs}; expected at least 1"),
            (Network.Dropout is >= 0 and < 1, $"Network.Dropout is {Network.Dropout}; expected in [0, 1)"),
            (LabelSmoothing is >= 0 and < 1, $"LabelSmoothing is {LabelSmoothing}; expected in [0, 1)"),
            (Network.Architecture == Model.Architecture,
                $"Network.Architecture is {Network.Architecture}; expected {Model.Architecture}, as {Model} says"),
        ];
        string[] errors = [.. rules.Where(rule => !rule.Holds).Select(rule => rule.Error)];
        if (errors.Length > 0)
        {
            throw new ArgumentException($"The recipe of {Model} can't be trained: {string.Join("; ", errors)}.");
        }
    }

    private sealed class ModelNameConverter : JsonConverter<ModelName>
    {
        public override ModelName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ModelName.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, ModelName value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}

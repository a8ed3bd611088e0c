namespace Reproduce.Core.Networks.Simd;

/// <summary>The activations of 16 images in a network's forward pass, and the gradients of its backward pass.</summary>
internal sealed unsafe class SimdBuffers : IDisposable
{
    private readonly AlignedFloats _image;
    private readonly AlignedFloats _imageGradient;
    private readonly AlignedFloats[] _activations;
    private readonly AlignedFloats[] _gradients;
    private readonly AlignedFloats[] _multiples;
    private readonly AlignedFloats[] _dropped;
    private readonly AlignedFloats _zeros;
    private readonly AlignedFloats _scratch;

    /// <summary>Allocates the buffers for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="forTraining">
    /// Whether dropout is applied and gradients with respect to the parameters are computed; else gradients with respect to the image.
    /// </param>
    public SimdBuffers(SimdPlan plan, bool forTraining)
    {
        ForTraining = forTraining;
        _image = new AlignedFloats(plan.Image.Size);
        _imageGradient = new AlignedFloats(forTraining ? 0 : plan.Image.Size);
        _activations = [.. plan.Stages.Select(stage => new AlignedFloats(stage.Output.Size))];
        _gradients = [.. plan.Stages.Select(stage => new AlignedFloats(stage.Output.Size))];
        _multiples = [.. plan.Stages.Select(stage => new AlignedFloats(InputsOf(stage)))];
        _dropped = [.. plan.Stages.Select(stage => new AlignedFloats(InputsOf(stage)))];
        _zeros = new AlignedFloats(plan.Image.PaddedChannels + plan.Stages.Max(stage => stage.Output.PaddedChannels));
        _scratch = new AlignedFloats(plan.Stages.OfType<SimdStage.Convolution>().Max(stage => stage.ScratchLength(forTraining)));

        long InputsOf(SimdStage stage) =>
            forTraining && stage is SimdStage.Linear linear ? (long)linear.Inputs * FeatureMap.Lanes : 0;
    }

    /// <summary>Whether dropout is applied.</summary>
    public bool ForTraining { get; }

    /// <summary>The images, in the plan's shape.</summary>
    public float* Image => _image.Pointer;

    /// <summary>The gradient with respect to the images; not in training.</summary>
    public float* ImageGradient => _imageGradient.Pointer;

    /// <summary>Zeros, as many as the largest number of channels of any map.</summary>
    public float* Zeros => _zeros.Pointer;

    /// <summary>Working memory of one convolution at a time.</summary>
    public float* Scratch => _scratch.Pointer;

    /// <summary>The logits, <c>[classes, 16]</c>.</summary>
    public float* Logits => Activation(_activations.Length - 1);

    /// <summary>The gradient with respect to the logits, <c>[classes, 16]</c>.</summary>
    public float* LogitGradient => Gradient(_gradients.Length - 1);

    /// <summary>The output of a stage; the image for stage -1.</summary>
    public float* Activation(int stage) => stage < 0 ? _image.Pointer : _activations[stage].Pointer;

    /// <summary>The gradient with respect to the output of a stage, before its ReLU.</summary>
    public float* Gradient(int stage) => stage < 0 ? _imageGradient.Pointer : _gradients[stage].Pointer;

    /// <summary>The dropout factors of a linear stage's input: 0 or 1 / (1 - rate); only in training.</summary>
    public Span<float> Multiples(int stage) => _multiples[stage].Span;

    /// <summary>The dropout factors as a pointer, for the passes.</summary>
    public float* MultiplesPointer(int stage) => _multiples[stage].Pointer;

    /// <summary>A linear stage's input after dropout; only in training.</summary>
    public float* Dropped(int stage) => _dropped[stage].Pointer;

    /// <inheritdoc/>
    public void Dispose()
    {
        AlignedFloats[] buffers = [_image, _imageGradient, _zeros, _scratch, .. _activations, .. _gradients, .. _multiples, .. _dropped];
        foreach (var buffer in buffers)
        {
            buffer.Dispose();
        }
    }
}

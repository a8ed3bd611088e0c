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

    /// <summary>Buffers of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="forTraining">Whether dropout is applied and gradients by parameters are taken, or else gradients by the image.</param>
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

        long InputsOf(SimdStage stage) =>
            forTraining && stage is SimdStage.Linear linear ? (long)linear.Inputs * FeatureMap.Lanes : 0;
    }

    /// <summary>Whether dropout is applied.</summary>
    public bool ForTraining { get; }

    /// <summary>The images, in the shape of the plan's.</summary>
    public float* Image => _image.Pointer;

    /// <summary>The gradient by the images; only where not for training.</summary>
    public float* ImageGradient => _imageGradient.Pointer;

    /// <summary>As many zeros as any map has channels.</summary>
    public float* Zeros => _zeros.Pointer;

    /// <summary>The logits, <c>[classes, 16]</c>.</summary>
    public float* Logits => Activation(_activations.Length - 1);

    /// <summary>The gradient by the logits, <c>[classes, 16]</c>.</summary>
    public float* LogitGradient => Gradient(_gradients.Length - 1);

    /// <summary>The output of a stage; the image for stage -1.</summary>
    public float* Activation(int stage) => stage < 0 ? _image.Pointer : _activations[stage].Pointer;

    /// <summary>The gradient by the output of a stage, before its ReLU.</summary>
    public float* Gradient(int stage) => stage < 0 ? _imageGradient.Pointer : _gradients[stage].Pointer;

    /// <summary>The dropout multiples of a linear stage's input: 0 or 1 / (1 - rate); only for training.</summary>
    public Span<float> Multiples(int stage) => _multiples[stage].Span;

    /// <summary>The same, as the passes read it.</summary>
    public float* MultiplesPointer(int stage) => _multiples[stage].Pointer;

    /// <summary>A linear stage's input after dropout, later its transpose; only for training.</summary>
    public float* Dropped(int stage) => _dropped[stage].Pointer;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in (AlignedFloats[])[_image, _imageGradient, _zeros, .. _activations, .. _gradients, .. _multiples, .. _dropped])
        {
            buffer.Dispose();
        }
    }
}

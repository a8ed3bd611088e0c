namespace Reproduce.Core.Networks.Simd;

/// <summary>The gradient that a ReLU passes on in the backward pass.</summary>
internal enum BackwardRule
{
    /// <summary>The incoming gradient where the input of the ReLU is above 0, else 0.</summary>
    Gradient,

    /// <summary>
    /// As <see cref="Gradient"/>, with negative gradients set to 0 (Springenberg et al., "Striving for Simplicity", 2015).
    /// </summary>
    Guided,
}

/// <summary>The forward and backward pass of 16 images through a network.</summary>
internal static unsafe class SimdPass
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>The forward pass, from the image to the logits; all activations stay in the buffers.</summary>
    public static void Forward(SimdPlan plan, SimdParameters parameters, SimdBuffers buffers)
    {
        for (var i = 0; i < plan.Stages.Length; i++)
        {
            var (input, output) = ((nint)buffers.Activation(i - 1), (nint)buffers.Activation(i));
            switch (plan.Stages[i])
            {
                case SimdStage.Convolution c:
                    Convolve(
                        c.ByTiles,
                        c.Input,
                        (float*)input,
                        parameters.Weights(i),
                        parameters.Biases(i),
                        c.Output,
                        (float*)output,
                        OutputRule.Relu,
                        (float*)output,
                        buffers);
                    break;
                case SimdStage.MaxPool p:
                    SimdMaxPool.Forward(p.Input, (float*)input, p.Size, p.Output, (float*)output);
                    break;
                case SimdStage.Linear l:
                    Forward(l, i, (float*)input, parameters, buffers);
                    break;
            }
        }
    }

    /// <summary>
    /// The backward pass, from the gradient with respect to the logits (in the buffers) to the gradient with respect to the output of a
    /// stage, or to the image for stage -1.
    /// </summary>
    public static void BackwardTo(int stage, SimdPlan plan, SimdParameters parameters, SimdBuffers buffers, BackwardRule rule)
    {
        for (var i = plan.Stages.Length - 1; i > stage; i--)
        {
            BackwardToInput(plan, i, parameters, buffers);
            if (rule == BackwardRule.Guided && i > 0 && plan.Stages[i - 1].HasRelu)
            {
                SimdVectors.Rectify(buffers.Gradient(i - 1), plan.Stages[i - 1].Output.Size);
            }
        }
    }

    /// <summary>
    /// The backward pass, from the gradient with respect to the logits (in the buffers) to the gradients with respect to the parameters,
    /// which are added to <paramref name="gradients"/>.
    /// </summary>
    public static void BackwardToParameters(SimdPlan plan, SimdParameters parameters, SimdBuffers buffers, SimdGradients gradients)
    {
        for (var i = plan.Stages.Length - 1; i >= 0; i--)
        {
            switch (plan.Stages[i])
            {
                case SimdStage.Convolution c:
                    SimdConvolutionGradient.Add(c, buffers.Activation(i - 1), buffers.Gradient(i), gradients.Sums(i), buffers.Scratch);
                    break;
                case SimdStage.Linear l:
                    SimdLinear.AddWeightGradients(
                        gradients.Transposed(buffers.Dropped(i), l.Inputs),
                        l.Inputs,
                        buffers.Gradient(i),
                        l.Outputs,
                        gradients.Flat(l.Parameters));
                    break;
            }

            if (i > 0)
            {
                BackwardToInput(plan, i, parameters, buffers);
            }
        }
    }

    private static void Convolve(
        bool byTiles,
        FeatureMap inputMap,
        float* input,
        float* packed,
        float* bias,
        FeatureMap outputMap,
        float* output,
        OutputRule rule,
        float* gate,
        SimdBuffers buffers)
    {
        if (byTiles)
        {
            WinogradConvolution.Convolve(inputMap, input, packed, bias, outputMap, output, rule, gate, buffers.Scratch);
        }
        else
        {
            SimdConvolution.Convolve(inputMap, input, packed, bias, outputMap, output, rule, gate);
        }
    }

    private static void Forward(SimdStage.Linear stage, int index, float* input, SimdParameters parameters, SimdBuffers buffers)
    {
        if (buffers.ForTraining)
        {
            SimdVectors.Multiply(input, buffers.MultiplesPointer(index), buffers.Dropped(index), (long)stage.Inputs * Lanes);
            input = buffers.Dropped(index);
        }

        var weights = parameters.Flat(stage.Parameters);
        var biases = weights + ((long)stage.Inputs * stage.Outputs);
        SimdLinear.Forward(input, stage.Inputs, weights, biases, buffers.Activation(index), stage.Outputs, stage.HasRelu);
    }

    private static void BackwardToInput(SimdPlan plan, int i, SimdParameters parameters, SimdBuffers buffers)
    {
        var (gradient, inputGradient) = ((nint)buffers.Gradient(i), (nint)buffers.Gradient(i - 1));
        var previous = i > 0 ? plan.Stages[i - 1] : null;
        switch (plan.Stages[i])
        {
            case SimdStage.Convolution c:
                Convolve(
                    c.ByTiles,
                    c.Output,
                    (float*)gradient,
                    parameters.TransposedWeights(i),
                    buffers.Zeros,
                    c.Input,
                    (float*)inputGradient,
                    previous is SimdStage.Convolution ? OutputRule.Gate : OutputRule.None,
                    buffers.Activation(i - 1),
                    buffers);
                break;
            case SimdStage.MaxPool p:
                SimdMaxPool.Backward(
                    p.Input, buffers.Activation(i - 1), (float*)inputGradient, p.Size, p.Output, buffers.Activation(i), (float*)gradient);
                break;
            case SimdStage.Linear l:
                SimdLinear.InputGradient(
                    (float*)gradient, l.Outputs, parameters.Flat(l.Parameters), (float*)inputGradient, l.Inputs, buffers.Zeros);
                if (buffers.ForTraining)
                {
                    SimdVectors.Multiply(
                        (float*)inputGradient, buffers.MultiplesPointer(i), (float*)inputGradient, (long)l.Inputs * Lanes);
                }

                if (previous is SimdStage.Linear)
                {
                    SimdVectors.Gate(buffers.Activation(i - 1), (float*)inputGradient, (long)l.Inputs * Lanes);
                }

                break;
        }
    }
}

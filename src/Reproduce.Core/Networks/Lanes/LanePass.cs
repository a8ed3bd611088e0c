namespace Reproduce.Core.Networks.Lanes;

/// <summary>What a ReLU lets through on the way back.</summary>
internal enum BackwardRule
{
    /// <summary>What came where the input was above 0: the gradient.</summary>
    Gradient,

    /// <summary>Of that, what is above 0 itself (Springenberg et al., "Striving for Simplicity", 2015).</summary>
    Guided,
}

/// <summary>One way of 16 images through a network and back.</summary>
internal static unsafe class LanePass
{
    private const int Lanes = FeatureMap.Lanes;

    /// <summary>From the image to the logits; every activation stays in the buffers.</summary>
    public static void Forward(LanePlan plan, LaneParameters parameters, LaneBuffers buffers)
    {
        for (var i = 0; i < plan.Stages.Length; i++)
        {
            var (input, output) = ((nint)buffers.Activation(i - 1), (nint)buffers.Activation(i));
            switch (plan.Stages[i])
            {
                case LaneStage.Convolution c:
                    LaneConvolution.Convolve(
                        c.Input, (float*)input, parameters.Weights(i), parameters.Biases(i), c.Output, (float*)output, OutputRule.Relu, (float*)output);
                    break;
                case LaneStage.MaxPool p:
                    LaneMaxPool.Forward(p.Input, (float*)input, p.Size, p.Output, (float*)output);
                    break;
                case LaneStage.Linear l:
                    Forward(l, i, (float*)input, parameters, buffers);
                    break;
            }
        }
    }

    /// <summary>
    /// From the gradient by the logits, which is in the buffers, to the gradient by what a stage gave; by the image for stage -1.
    /// </summary>
    public static void BackwardTo(int stage, LanePlan plan, LaneParameters parameters, LaneBuffers buffers, BackwardRule rule)
    {
        for (var i = plan.Stages.Length - 1; i > stage; i--)
        {
            BackwardToInput(plan, i, parameters, buffers);
            if (rule == BackwardRule.Guided && i > 0 && plan.Stages[i - 1].HasRelu)
            {
                LaneVectors.Rectify(buffers.Gradient(i - 1), plan.Stages[i - 1].Output.Size);
            }
        }
    }

    /// <summary>From the gradient by the logits, which is in the buffers, to the gradients by the parameters, which are added up.</summary>
    public static void BackwardToParameters(LanePlan plan, LaneParameters parameters, LaneBuffers buffers, LaneGradients gradients)
    {
        for (var i = plan.Stages.Length - 1; i >= 0; i--)
        {
            switch (plan.Stages[i])
            {
                case LaneStage.Convolution c:
                    LaneConvolutionGradient.Add(c.Input, buffers.Activation(i - 1), c.Output, buffers.Gradient(i), gradients.Sums(i));
                    break;
                case LaneStage.Linear l:
                    LaneLinear.AddWeightGradients(
                        gradients.Transposed(buffers.Dropped(i), l.Inputs), l.Inputs, buffers.Gradient(i), l.Outputs, gradients.Flat(l.Parameters));
                    break;
            }

            if (i > 0)
            {
                BackwardToInput(plan, i, parameters, buffers);
            }
        }
    }

    private static void Forward(LaneStage.Linear stage, int index, float* input, LaneParameters parameters, LaneBuffers buffers)
    {
        if (buffers.ForTraining)
        {
            LaneVectors.Multiply(input, buffers.MultiplesPointer(index), buffers.Dropped(index), (long)stage.Inputs * Lanes);
            input = buffers.Dropped(index);
        }

        var weights = parameters.Flat(stage.Parameters);
        LaneLinear.Forward(
            input, stage.Inputs, weights, weights + ((long)stage.Inputs * stage.Outputs), buffers.Activation(index), stage.Outputs, stage.HasRelu);
    }

    private static void BackwardToInput(LanePlan plan, int i, LaneParameters parameters, LaneBuffers buffers)
    {
        var (gradient, inputGradient) = ((nint)buffers.Gradient(i), (nint)buffers.Gradient(i - 1));
        var previous = i > 0 ? plan.Stages[i - 1] : null;
        switch (plan.Stages[i])
        {
            case LaneStage.Convolution c:
                LaneConvolution.Convolve(
                    c.Output,
                    (float*)gradient,
                    parameters.TransposedWeights(i),
                    buffers.Zeros,
                    c.Input,
                    (float*)inputGradient,
                    previous is LaneStage.Convolution ? OutputRule.Gate : OutputRule.None,
                    buffers.Activation(i - 1));
                break;
            case LaneStage.MaxPool p:
                LaneMaxPool.Backward(
                    p.Input, buffers.Activation(i - 1), (float*)inputGradient, p.Size, p.Output, buffers.Activation(i), (float*)gradient);
                break;
            case LaneStage.Linear l:
                LaneLinear.InputGradient(
                    (float*)gradient, l.Outputs, parameters.Flat(l.Parameters), (float*)inputGradient, l.Inputs, buffers.Zeros);
                if (buffers.ForTraining)
                {
                    LaneVectors.Multiply(
                        (float*)inputGradient, buffers.MultiplesPointer(i), (float*)inputGradient, (long)l.Inputs * Lanes);
                }

                if (previous is LaneStage.Linear)
                {
                    LaneVectors.Gate(buffers.Activation(i - 1), (float*)inputGradient, (long)l.Inputs * Lanes);
                }

                break;
        }
    }
}

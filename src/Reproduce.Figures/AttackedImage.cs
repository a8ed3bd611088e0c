using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Figures;

/// <summary>An image before and after the two versions of an attack.</summary>
/// <param name="Index">The image's index in the test split.</param>
/// <param name="Label">The name of its class.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Shape">Shape of the three images, with 1 or 3 channels.</param>
/// <param name="Clean">The image before the attack.</param>
/// <param name="Weak">After the attack on the cross-entropy of the network's logits as they are, whose gradients may vanish.</param>
/// <param name="Strong">After the CW-strong attack: the same loss of the logits divided by the temperature of training.</param>
public sealed record AttackedImage(
    int Index, string Label, IAttack Attack, ImageShape Shape, PredictedImage Clean, PredictedImage Weak, PredictedImage Strong);

/// <summary>An image and the class that the network predicts for it.</summary>
/// <param name="Pixels">Shape <c>[C, H, W]</c>, values 0 to 1.</param>
/// <param name="Prediction">The name of the predicted class.</param>
public sealed record PredictedImage(ReadOnlyMemory<float> Pixels, string Prediction);

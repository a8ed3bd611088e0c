namespace Reproduce.Core.Models;

/// <summary>The two sizes of network that the paper trains for each data set.</summary>
public enum Architecture
{
    /// <summary>Every other layer of <see cref="Full"/>, at half its width. Written <c>R</c> in a model's name.</summary>
    Reduced,

    /// <summary>The architecture of the defensive-distillation literature. Written <c>F</c> in a model's name.</summary>
    Full,
}

namespace Reproduce.Torch.Native;

/// <summary>
/// A native library is missing, does not load or computes wrongly. The message is one sentence: what, where, why, and what to do.
/// </summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">One sentence that ends with the remedy.</param>
    /// <param name="innerException">The error of the loader or TorchSharp, if any.</param>
    public NativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

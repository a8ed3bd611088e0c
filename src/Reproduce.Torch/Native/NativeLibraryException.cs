namespace Reproduce.Torch.Native;

/// <summary>A native library is missing or does not load. The message is one sentence: what, where, why, and what to do about it.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>An error with a message of its own.</summary>
    /// <param name="message">One sentence that ends with the remedy.</param>
    /// <param name="innerException">The error that the loader or TorchSharp gave, if there was one.</param>
    public NativeLibraryException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

namespace Reproduce.Cli.Hosting;

/// <summary>A command cannot do what it was asked to. The message is for the user: what failed, and what to do.</summary>
/// <param name="message">What failed, and what to do.</param>
/// <param name="innerException">The failure itself.</param>
internal sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);

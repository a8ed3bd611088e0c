namespace Reproduce.Cli.Data;

/// <summary>A data set could not be fetched. The message is for the user: what failed, and what to do.</summary>
/// <param name="message">What failed, and what to do.</param>
/// <param name="innerException">The failure itself.</param>
internal sealed class FetchException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace Reproduce.Results;

/// <summary>Results are missing, damaged, or of another version. The message names the file and says what to do.</summary>
/// <param name="message">For the user; control characters in it, of a file's name for example, are replaced.</param>
/// <param name="inner">What went wrong below.</param>
public sealed class ResultException(string message, Exception? inner = null) : Exception(VisibleText.Of(message), inner);

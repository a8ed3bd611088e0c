using Reproduce.Core.Files;

namespace Reproduce.DataSets;

/// <summary>
/// The files of a data set cannot be used. The message is for the user: file, line or record, what is wrong, what to do. Nothing of the
/// data set has been loaded.
/// </summary>
public sealed class ImageDataException : Exception
{
    private const int Listed = 10;

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong where, and what to do.</param>
    /// <param name="innerException">The failure itself.</param>
    public ImageDataException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Throws if there are problems; the message has up to ten of them, a line each.</summary>
    /// <param name="what">What they are problems of, such as a file's path.</param>
    /// <param name="problems">Each with file and line or record.</param>
    /// <exception cref="ImageDataException">There is a problem.</exception>
    public static void ThrowIfAny(string what, IReadOnlyCollection<string> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count == 0)
        {
            return;
        }

        var left = problems.Count - Listed;
        var more = left > 0 ? $"\n  ... and {left} more" : "";
        throw new ImageDataException($"{what} cannot be used:\n  {string.Join("\n  ", problems.Take(Listed))}{more}");
    }

    /// <summary>Reads files of a data set and turns a failure of the file system into the exception that tells the user.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="read">Reads.</param>
    /// <exception cref="ImageDataException">A file cannot be read.</exception>
    public static T Guard<T>(string folder, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read();
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw new ImageDataException($"The data in '{folder}' cannot be read: {e.Message}", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(FileErrors.IsFileError) is { } cause)
        {
            throw new ImageDataException($"The data in '{folder}' cannot be read: {cause.Message}", e);
        }
    }
}

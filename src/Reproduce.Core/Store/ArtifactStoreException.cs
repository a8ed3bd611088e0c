using Reproduce.Core.Files;

namespace Reproduce.Core.Store;

/// <summary>
/// The artifact store's folder cannot be used: the disk is full, the folder must not be written, a file cannot be opened. The
/// message is for the user: folder, failure and remedy. A damaged artifact is no such failure: it is rebuilt.
/// </summary>
public sealed class ArtifactStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Folder, failure and remedy in one or two sentences.</param>
    /// <param name="innerException">The failure itself.</param>
    public ArtifactStoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Does something with the store's files and turns a failure into the exception that tells the user.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="step">What is done, such as <c>writing an artifact</c>.</param>
    /// <param name="action">The thing to do.</param>
    internal static T Guard<T>(string folder, string step, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw From(folder, step, e);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(FileErrors.IsFileError))
        {
            throw From(folder, step, e.InnerExceptions[0]);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    internal static void Guard(string folder, string step, Action action) => Guard(folder, step, () =>
    {
        action();
        return true;
    });

    private static ArtifactStoreException From(string folder, string step, Exception cause)
    {
        var remedy = FileErrors.IsDiskFull(cause) ? "The disk is full: free some space" : "Make the folder accessible";
        return new(
            $"The artifact store in '{folder}' failed at {step}: {cause.Message.TrimEnd('.')}. {remedy}, "
            + $"or set {StoreFolder.EnvironmentVariable} to another folder.",
            cause);
    }
}

namespace Reproduce.Testing.Snapshots;

/// <summary>Shows a person the difference of two files.</summary>
internal interface IDiffTool
{
    /// <summary>Shows both files; returns without waiting for the person.</summary>
    void Open(string received, string verified);

    /// <summary>Closes what <see cref="Open"/> showed, where the tool allows.</summary>
    void Close(string received, string verified);
}

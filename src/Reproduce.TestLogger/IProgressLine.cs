namespace Reproduce.TestLogger;

/// <summary>The line that says how far a run is.</summary>
internal interface IProgressLine
{
    /// <summary>Shows where the run is now.</summary>
    void Show(string line);

    /// <summary>Shows how many tests have ended.</summary>
    void Count(int done, int failed);

    /// <summary>Makes way for other text.</summary>
    void Clear();
}

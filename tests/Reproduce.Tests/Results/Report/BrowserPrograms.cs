namespace Reproduce.Tests.Results.Report;

/// <summary>A browser and the program that drives it.</summary>
/// <param name="Chromium">Path of Chromium or Chrome.</param>
/// <param name="Driver">Path of chromedriver, of the same version.</param>
internal sealed record BrowserPrograms(string Chromium, string Driver)
{
    /// <summary>What to do where there is none.</summary>
    public const string Remedy = "No Chromium with chromedriver was found. Install both, as by `apt-get install chromium chromium-driver`, "
        + "or name them in REPRODUCE_CHROMIUM and REPRODUCE_CHROMEDRIVER.";

    private static readonly string[] ChromiumNames =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe"];

    private static readonly string[] DriverNames = ["chromedriver", "chromedriver.exe", "chromium.chromedriver"];

    private static readonly string[] UsualFolders =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/homebrew/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser",
        "/Applications/Google Chrome.app/Contents/MacOS", "C:/Program Files/Google/Chrome/Application",
    ];

    /// <summary>
    /// The programs that the environment names, else those in its PATH or where they usually are; null where one is missing.
    /// </summary>
    /// <param name="environment">Gives a variable's value, or null where it is not set.</param>
    /// <param name="exists">Whether there is such a file.</param>
    /// <exception cref="FileNotFoundException">The environment names a file that is not there.</exception>
    public static BrowserPrograms? Find(Func<string, string?> environment, Func<string, bool> exists)
    {
        var path = environment("PATH") ?? "";
        string[] folders = [.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), .. UsualFolders];
        return Find("REPRODUCE_CHROMIUM", ChromiumNames) is { } chromium && Find("REPRODUCE_CHROMEDRIVER", DriverNames) is { } driver
            ? new(chromium, driver)
            : null;

        string? Find(string variable, string[] names) => environment(variable) is { Length: > 0 } named
            ? exists(named)
                ? named
                : throw new FileNotFoundException($"{variable} names '{named}', which is not there: correct it, or unset it.", named)
            : names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(exists);
    }
}

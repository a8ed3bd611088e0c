using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Reproduce.Tests.Results.Report;

/// <summary>A headless browser with a profile of its own, which is gone with it.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private const int DeletionAttempts = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _profile = Directory.CreateTempSubdirectory("reproduce-browser-").FullName;
    private readonly ChromeDriverService _service;
    private readonly ChromeDriver _driver;

    public BrowserSession(BrowserPrograms programs)
    {
        // With both programs named, Selenium has no reason to look for any.
        _service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(programs.Driver), Path.GetFileName(programs.Driver));
        _service.SuppressInitialDiagnosticInformation = true;
        try
        {
            _driver = new ChromeDriver(_service, Options(programs.Chromium, _profile), Patience);
        }
        catch (WebDriverException)
        {
            _service.Dispose();
            Directory.Delete(_profile, recursive: true);
            throw;
        }
    }

    /// <summary>Opens a file in a window of this size, in light or dark mode, without animations.</summary>
    public void Open(string file, int width = 1280, int height = 900, string scheme = "light")
    {
        Command("Emulation.setDeviceMetricsOverride", ("width", width), ("height", height), ("deviceScaleFactor", 1), ("mobile", false));
        Scheme(scheme);
        // A page that is open already would only be scrolled.
        _driver.Navigate().GoToUrl("about:blank");
        _driver.Navigate().GoToUrl(new Uri(file).AbsoluteUri);
    }

    /// <summary>Light or dark mode, for the page that is open too.</summary>
    public void Scheme(string scheme) => Command(
        "Emulation.setEmulatedMedia",
        ("features", new object[] { Feature("prefers-color-scheme", scheme), Feature("prefers-reduced-motion", "reduce") }));

    /// <summary>The elements of a selector.</summary>
    public IReadOnlyList<IWebElement> All(string selector) => _driver.FindElements(By.CssSelector(selector));

    /// <summary>The only element of a selector.</summary>
    public IWebElement One(string selector) => _driver.FindElement(By.CssSelector(selector));

    /// <summary>What an expression is within the page, after the next frame was drawn.</summary>
    public T Evaluate<T>(string expression, params object[] arguments) => (T)_driver.ExecuteAsyncScript(
        "const answer = arguments[arguments.length - 1]; "
            + $"requestAnimationFrame(() => requestAnimationFrame(() => answer({expression})));",
        arguments)!;

    /// <summary>Runs a script of statements that calls <c>answer</c> with its result.</summary>
    public T Run<T>(string script) => (T)_driver.ExecuteAsyncScript($"const answer = arguments[0]; {script}")!;

    /// <summary>Runs a script of statements.</summary>
    public void Run(string script) => _driver.ExecuteScript(script);

    /// <summary>A command of the browser's debugging protocol.</summary>
    public IReadOnlyDictionary<string, object> Command(string name, params (string Name, object Value)[] parameters) =>
        _driver.ExecuteCdpCommand(name, parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value))
            as Dictionary<string, object> ?? [];

    /// <summary>What the browser has complained of since it was asked last.</summary>
    public string[] Complaints() => [.. _driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"{entry.Level}: {entry.Message}")];

    public async ValueTask DisposeAsync()
    {
        _driver.Quit();
        _service.Dispose();
        // Its last processes may still write into the profile.
        for (var attempt = 0; Directory.Exists(_profile) && attempt < DeletionAttempts; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static ChromeOptions Options(string chromium, string profile)
    {
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--force-color-profile=srgb", $"--user-data-dir={profile}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        return options;
    }

    private static Dictionary<string, object> Feature(string name, string value) => new() { ["name"] = name, ["value"] = value };
}

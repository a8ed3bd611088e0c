namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class BrowserProgramsTest
{
    [Test]
    public void The_environment_names_the_programs() =>
        Find(["/a/chrome", "/b/driver", "/usr/bin/chromium"], ("REPRODUCE_CHROMIUM", "/a/chrome"), ("REPRODUCE_CHROMEDRIVER", "/b/driver"))
            .Should().Be(new BrowserPrograms("/a/chrome", "/b/driver"));

    [Test]
    public void The_PATH_comes_before_the_usual_places()
    {
        var (chromium, driver) = (Path.Combine("/mine", "google-chrome"), Path.Combine("/mine", "chromedriver"));

        Find([chromium, driver, Path.Combine("/usr/bin", "google-chrome")], ("PATH", $"/other{Path.PathSeparator}/mine"))
            .Should().Be(new BrowserPrograms(chromium, driver));
    }

    [Test]
    public void Programs_outside_of_the_PATH_are_found_where_they_usually_are() =>
        Find([Path.Combine("/usr/bin", "chromium"), Path.Combine("/usr/lib/chromium-browser", "chromedriver")])!.Driver
            .Should().Be(Path.Combine("/usr/lib/chromium-browser", "chromedriver"));

    [Test]
    public void A_browser_without_its_driver_is_none() => Find([Path.Combine("/usr/bin", "chromium")]).Should().BeNull();

    [Test]
    public void A_named_program_that_is_not_there_is_a_mistake_to_be_told_of() =>
        FluentActions.Invoking(() => Find([], ("REPRODUCE_CHROMIUM", "/a/chrome")))
            .Should().Throw<FileNotFoundException>().WithMessage("REPRODUCE_CHROMIUM*'/a/chrome'*unset*");

    private static BrowserPrograms? Find(string[] files, params (string Name, string Value)[] variables) => BrowserPrograms.Find(
        name => variables.FirstOrDefault(variable => variable.Name == name).Value, files.Contains);
}

using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class RunEnvironmentTest
{
    [TestCase("CI", "true")]
    [TestCase("CI", "1")]
    [TestCase("GITHUB_ACTIONS", "true")]
    [TestCase("TF_BUILD", "True")]
    [TestCase("GITLAB_CI", "true")]
    [TestCase("JENKINS_URL", "https://jenkins.example/")]
    [TestCase("TEAMCITY_VERSION", "2025.07")]
    public void A_build_server_is_known_by_its_variable(string variable, string value) =>
        With((variable, value)).BuildServer.Should().Be($"{variable}={value}");

    [TestCase("CI", "")]
    [TestCase("CI", "0")]
    [TestCase("CI", "false")]
    [TestCase("HOME", "/home/ci")]
    public void A_person_s_machine_is_no_build_server(string variable, string value) =>
        With((variable, value)).BuildServer.Should().BeNull();

    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("0", false)]
    [TestCase("False", false)]
    [TestCase("1", true)]
    [TestCase("True", true)]
    public void Accepting_is_asked_for_by_its_variable(string? value, bool expected) =>
        With(("REPRODUCE_ACCEPT", value)).Accept.Should().Be(expected);

    [TestCase("True", null, true)]
    [TestCase("1", "false", true)]
    [TestCase("1", "true", false)]
    [TestCase("0", null, false)]
    public void Accepting_is_never_allowed_on_a_build_server(string accept, string? buildServer, bool expected) =>
        With(("REPRODUCE_ACCEPT", accept), ("CI", buildServer)).IsAccepting.Should().Be(expected);

    [Test]
    public void A_misspelt_wish_is_an_error_not_a_guess()
    {
        var ask = () => With(("REPRODUCE_ACCEPT", "yes please")).Accept;

        ask.Should().Throw<SnapshotException>().WithMessage("REPRODUCE_ACCEPT is 1 or 0. Actual: 'yes please'*");
    }

    [TestCase("DISPLAY", ":0", true)]
    [TestCase("WAYLAND_DISPLAY", "wayland-0", true)]
    [TestCase("DISPLAY", "", false)]
    [TestCase("HOME", "/home", false)]
    public void On_Linux_a_screen_is_known_by_its_variable(string variable, string value, bool expected) =>
        With((variable, value)).HasScreen.Should().Be(expected);

    [Test]
    public void Elsewhere_there_is_a_screen() =>
        new RunEnvironment(_ => null, needsDisplay: false).HasScreen.Should().BeTrue();

    [Test]
    public void No_diff_tool_is_started_without_a_screen() =>
        DiffEngineTool.WhereSomeoneWatches(With(("HOME", "/home"))).Should().BeNull();

    [Test]
    public void No_diff_tool_is_started_on_a_build_server() =>
        DiffEngineTool.WhereSomeoneWatches(With(("DISPLAY", ":0"), ("CI", "true"))).Should().BeNull();

    private static RunEnvironment With(params (string Name, string? Value)[] variables)
    {
        var values = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return new RunEnvironment(name => values.GetValueOrDefault(name), needsDisplay: true);
    }
}

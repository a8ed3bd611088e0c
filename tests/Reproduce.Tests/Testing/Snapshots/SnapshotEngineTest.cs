using System.Text;
using Reproduce.Results;
using Reproduce.Testing.Snapshots;

namespace Reproduce.Tests.Testing.Snapshots;

[TestFixture]
public sealed class SnapshotEngineTest
{
    private const string Verified = "Robustness/AttackTest.Fgsm.verified.txt";
    private const string Received = "Robustness/AttackTest.Fgsm.received.txt";

    private Sandbox _sandbox = null!;

    [SetUp]
    public void CreateSandbox() => _sandbox = new Sandbox();

    [TearDown]
    public void DeleteSandbox() => _sandbox.Dispose();

    [Test]
    public void A_missing_snapshot_fails_shows_what_was_received_and_says_how_to_accept_it()
    {
        var accept = AcceptCommand.For(Path.GetDirectoryName(_sandbox.Folder)!, Sandbox.Test().Filter, "AttackTest.Fgsm");

        var verify = () => _sandbox.Verify(new Word("one"));

        verify.Should().Throw<SnapshotException>().WithMessage(
            $"""
            There is no snapshot yet: {_sandbox.PathOf(Verified)}
            The word 'one'.
            Received: {_sandbox.PathOf(Received)}
            If it is right, accept it: {accept}
            """);
        _sandbox.Files().Should().Equal(Received);
        _sandbox.Read(Received).Should().Be("one");
        _sandbox.DiffToolCalls.Should().BeEmpty("there is nothing to compare to");
    }

    [Test]
    public void A_failure_is_an_assertion_without_a_stack()
    {
        var verify = () => _sandbox.Verify(new Word("one"));

        verify.Should().Throw<AssertionException>().Which.StackTrace.Should().BeEmpty();
    }

    [Test]
    public void A_received_file_that_cannot_be_written_does_not_hide_the_difference()
    {
        _sandbox.Write(Verified, "one");
        Directory.CreateDirectory(_sandbox.PathOf(Received));

        var verify = () => _sandbox.Verify(new Word("two"));

        verify.Should().Throw<SnapshotException>()
            .WithMessage("'one' is not 'two'.\nIt can't be accepted, for the received file can't be *")
            .Which.Summary.Should().Be("'one' is not 'two'.");
        _sandbox.DiffToolCalls.Should().BeEmpty();
    }

    [Test]
    public void A_mismatch_fails_leaves_both_files_and_opens_the_diff_tool()
    {
        _sandbox.Write(Verified, "one");

        var verify = () => _sandbox.Verify(new Word("two"));

        verify.Should().Throw<SnapshotException>().WithMessage("'one' is not 'two'*Received: *accept*");
        _sandbox.Files().Should().Equal(Received, Verified);
        _sandbox.Read(Verified).Should().Be("one");
        _sandbox.Read(Received).Should().Be("two");
        _sandbox.DiffToolCalls.Should().Equal("open AttackTest.Fgsm.received.txt AttackTest.Fgsm.verified.txt");
    }

    [Test]
    public void A_mismatch_where_nobody_watches_opens_nothing()
    {
        _sandbox.Write(Verified, "one");

        var verify = () => _sandbox.Verify(new Word("two"), _sandbox.Settings() with { DiffTool = null });

        verify.Should().Throw<SnapshotException>();
        _sandbox.DiffToolCalls.Should().BeEmpty();
    }

    [Test]
    public void A_pass_deletes_what_a_failing_run_left_and_closes_the_diff_tool()
    {
        _sandbox.Write(Verified, "one");
        _sandbox.Write(Received, "two");
        _sandbox.Write("Robustness/AttackTest.Fgsm.difference.png", "picture");

        _sandbox.Verify(new Word("one"));

        _sandbox.Files().Should().Equal(Verified);
        _sandbox.DiffToolCalls.Should().Equal("close AttackTest.Fgsm.received.txt AttackTest.Fgsm.verified.txt");
    }

    [Test]
    public void A_mismatch_without_a_picture_deletes_the_picture_of_an_earlier_one()
    {
        _sandbox.Write(Verified, "one");
        _sandbox.Write("Robustness/AttackTest.Fgsm.difference.png", "picture");

        var verify = () => _sandbox.Verify(new Word("two"));

        verify.Should().Throw<SnapshotException>();
        _sandbox.Files().Should().Equal(Received, Verified);
    }

    [Test]
    public void A_pass_touches_nothing()
    {
        _sandbox.Write(Verified, "one");

        _sandbox.Verify(new Word("one"));

        _sandbox.Files().Should().Equal(Verified);
        _sandbox.DiffToolCalls.Should().BeEmpty();
    }

    [TestCase(null)]
    [TestCase("one")]
    public void Accepting_writes_the_verified_file_and_says_so(string? before)
    {
        if (before is not null)
        {
            _sandbox.Write(Verified, before);
            _sandbox.Write(Received, "older");
        }

        _sandbox.Verify(new Word("two"), _sandbox.Settings(accept: true));

        _sandbox.Files().Should().Equal(Verified);
        _sandbox.Read(Verified).Should().Be("two");
        _sandbox.Log.Should().Equal($"Accepted {_sandbox.PathOf(Verified)}");
    }

    [Test]
    public void Accepting_leaves_a_snapshot_that_agrees_as_it_is()
    {
        _sandbox.Write(Verified, "ONE");

        _sandbox.Verify(new Word("one"), _sandbox.Settings(accept: true));

        _sandbox.Read(Verified).Should().Be("ONE");
        _sandbox.Log.Should().BeEmpty();
    }

    [Test]
    public void Accepting_is_refused_on_a_build_server_even_where_nothing_differs()
    {
        _sandbox.Write(Verified, "one");

        var verify = () => _sandbox.Verify(new Word("one"), _sandbox.Settings(accept: true, buildServer: "CI=true"));

        verify.Should().Throw<SnapshotException>().WithMessage("*never on a build server*CI=true*Remove REPRODUCE_ACCEPT*");
    }

    [Test]
    public void A_failure_on_a_build_server_sends_the_reader_to_their_own_machine()
    {
        var verify = () => _sandbox.Verify(new Word("one"), _sandbox.Settings(buildServer: "CI=true"));

        verify.Should().Throw<SnapshotException>().WithMessage("*This is a build server*on your own machine*");
    }

    [Test]
    public void Named_snapshots_of_one_test_lie_side_by_side()
    {
        var settings = _sandbox.Settings(accept: true);

        _sandbox.Verify(new Word("one"), settings, "before");
        _sandbox.Verify(new Word("two"), settings, "after");

        _sandbox.Files().Should().Equal(
            "Robustness/AttackTest.Fgsm#after.verified.txt", "Robustness/AttackTest.Fgsm#before.verified.txt");
    }

    /// <summary>A word, which agrees with itself in any case.</summary>
    private sealed record Word(string Text) : ISnapshotContent
    {
        public string Extension => "txt";

        public byte[] Received => Encoding.UTF8.GetBytes(Text);

        public string Preview => $"The word '{Text}'.";

        public SnapshotDifference? CompareTo(byte[] verified)
        {
            var other = Encoding.UTF8.GetString(verified);
            return other.Equals(Text, StringComparison.OrdinalIgnoreCase) ? null : new SnapshotDifference($"'{other}' is not '{Text}'.");
        }
    }
}

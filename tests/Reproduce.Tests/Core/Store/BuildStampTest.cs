using Reproduce.Core.Store;

namespace Reproduce.Tests.Core.Store;

public sealed class BuildStampTest
{
    [Test]
    public void The_build_stamps_the_commit() =>
        BuildStamp.Current.Commit.Should().MatchRegex($"^([0-9a-f]{{40}}({BuildStamp.DirtyMark})?|{BuildStamp.UnknownCommit})$");

    [TestCase("0.1.0+83e3168c098d524142ac4b803ee28186f0b1a568", "83e3168c098d524142ac4b803ee28186f0b1a568")]
    [TestCase("0.1.0-beta.1+abc+def", "abc+def")]
    [TestCase("0.1.0", "unknown")]
    [TestCase("0.1.0+", "unknown")]
    [TestCase("", "unknown")]
    [TestCase(null, "unknown")]
    public void The_commit_follows_the_versions_plus_sign(string? informationalVersion, string commit) =>
        BuildStamp.CommitOf(informationalVersion).Should().Be(commit);
}

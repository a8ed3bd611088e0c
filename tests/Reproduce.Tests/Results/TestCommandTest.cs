using Reproduce.Results;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class TestCommandTest
{
    [TestCase("FullyQualifiedName=A.B.C", "dotnet test --filter \"FullyQualifiedName=A.B.C\"")]
    [TestCase(@"FullyQualifiedName=A.B\(20\).C", @"dotnet test --filter ""FullyQualifiedName=A.B\(20\).C""")]
    [TestCase(@"FullyQualifiedName=A.B\(""x""\).C", @"dotnet test --filter ""FullyQualifiedName=A.B\(\""x\""\).C""")]
    [TestCase("FullyQualifiedName=A.B`1.$C", @"dotnet test --filter ""FullyQualifiedName=A.B\`1.\$C""")]
    [TestCase(@"Name=a\\b", @"dotnet test --filter ""Name=a\\\b""")]
    public void A_filter_is_quoted_so_that_a_shell_hands_it_on_as_it_is(string filter, string expected) =>
        TestCommand.For(filter).Should().Be(expected);

    [Test]
    public void Options_come_before_the_filter() =>
        TestCommand.For("Name=A", "-p:AcceptSnapshots=true").Should().Be("dotnet test -p:AcceptSnapshots=true --filter \"Name=A\"");
}

using Reproduce.Results;

namespace Reproduce.Tests.Results;

[TestFixture]
public sealed class TestCommandTest
{
    [TestCase("FullyQualifiedName=A.B.C", "FullyQualifiedName=A.B.C")]
    [TestCase(@"FullyQualifiedName=A.B\(20\).C", @"FullyQualifiedName=A.B\(20\).C")]
    [TestCase(@"FullyQualifiedName=A.B\(""x"",1\).C", @"FullyQualifiedName=A.B\(%22x%22%2c1\).C")]
    [TestCase("FullyQualifiedName=A.B`1.$C", "FullyQualifiedName=A.B%601.%24C")]
    [TestCase("Name=100 %; 'a'", "Name=100 %25%3b %27a%27")]
    [TestCase(@"Name=a\\b", "Name=a%5c%5cb")]
    public void A_filter_is_escaped_so_that_shell_and_MSBuild_pass_it_on_as_it_is(string filter, string expected) =>
        TestCommand.For(filter).Should().Be($"dotnet test --filter \"{expected}\"");

    [Test]
    public void Options_come_before_the_filter() =>
        TestCommand.For("Name=A", "-p:AcceptSnapshots=true").Should().Be("dotnet test -p:AcceptSnapshots=true --filter \"Name=A\"");
}

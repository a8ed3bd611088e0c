using System.Text;
using Reproduce.Testing.Snapshots.Texts;

namespace Reproduce.Tests.Testing.Snapshots.Texts;

[TestFixture]
public sealed class TextContentTest
{
    [TestCase("a\nb\n", "a\r\nb\r\n")]
    [TestCase("a\r\nb", "a\nb")]
    [TestCase("a\rb", "a\nb")]
    [TestCase("ä", "\uFEFFä")]
    public void Line_endings_and_a_byte_order_mark_make_no_difference(string received, string verified) =>
        new TextContent(received, "txt").CompareTo(Encoding.UTF8.GetBytes(verified)).Should().BeNull();

    [TestCase("a", "a\n")]
    [TestCase("a", "A")]
    [TestCase("a", "a ")]
    [TestCase("a\n\nb", "a\nb")]
    [TestCase("a\u2028b", "a\nb")]
    public void Anything_else_does(string received, string verified) =>
        new TextContent(received, "txt").CompareTo(Encoding.UTF8.GetBytes(verified)).Should().NotBeNull();

    [Test]
    public void The_received_file_has_LF_and_no_byte_order_mark() =>
        new TextContent("ä\r\n", "txt").Received.Should().Equal(0xC3, 0xA4, 0x0A);
}

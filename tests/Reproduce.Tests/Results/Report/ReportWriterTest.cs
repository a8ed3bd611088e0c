using Reproduce.Results;
using Reproduce.Results.Report;
using Reproduce.Tests.Core.Store;

namespace Reproduce.Tests.Results.Report;

[TestFixture]
public sealed class ReportWriterTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task Three_files_are_written_into_a_new_folder_and_nothing_else()
    {
        var folder = _folder["new/report"];

        var files = await ReportWriter.WriteAsync(SampleReport.Of(folder: null), folder);

        files.Should().Equal(new[] { "report.html", "report.md", "report.json" }.Select(name => Path.Combine(folder, name)));
        Directory.GetFileSystemEntries(folder).Should().BeEquivalentTo(files);
    }

    [Test]
    public async Task The_files_are_the_page_the_text_and_the_results()
    {
        var set = SampleReport.Of(folder: null);

        var files = await ReportWriter.WriteAsync(set, _folder.Path);

        File.ReadAllText(files[0]).Should().Be(await HtmlReport.RenderAsync(set));
        File.ReadAllText(files[1]).Should().Be(MarkdownReport.Render(set));
        ResultJson.Serialize(ResultFolder.Read(files[2])).Should().Be(ResultJson.Serialize(set));
    }

    [Test]
    public async Task An_older_report_is_replaced_and_nothing_else_is_left()
    {
        File.WriteAllText(_folder["report.html"], "old");

        await ReportWriter.WriteAsync(SampleReport.Of(folder: null), _folder.Path);

        File.ReadAllText(_folder["report.html"]).Should().StartWith("<!DOCTYPE html>");
        Directory.GetFiles(_folder.Path).Should().HaveCount(3);
    }

    [Test]
    public async Task Where_a_file_can_not_be_written_nothing_half_is_left()
    {
        Directory.CreateDirectory(_folder["report.html"]);

        await FluentActions.Awaiting(() => ReportWriter.WriteAsync(SampleReport.Of(folder: null), _folder.Path))
            .Should().ThrowAsync<Exception>();

        Directory.GetFiles(_folder.Path).Should().BeEmpty();
    }

    [Test]
    public async Task Files_have_no_byte_order_mark_and_LF_line_endings()
    {
        foreach (var file in await ReportWriter.WriteAsync(SampleReport.Of(folder: null), _folder.Path))
        {
            var bytes = File.ReadAllBytes(file);

            bytes[0].Should().BeLessThan(0x80, file);
            bytes.Should().NotContain((byte)'\r', file);
        }
    }
}

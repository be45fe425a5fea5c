using System.Text;
using DataMigration.Configuration.Syntax;

namespace DataMigration.Tests.Configuration.Syntax;

public sealed class SourceReaderTests : IDisposable
{
    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    [Fact]
    public void A_missing_file_is_a_finding() =>
        Findings(Path.Combine(_loader.Folder, "none.yaml")).Should().Equal($"DM1101 cannot read '{SourceText.Display(Path.Combine(_loader.Folder, "none.yaml"))}': there is no such file");

    [Fact]
    public void A_folder_is_a_finding() => Findings(_loader.Folder).Should().ContainSingle().Which.Should().EndWith("it is a folder");

    [SkippableFact]
    public void A_file_without_permission_is_a_finding()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") throw new SkipException("root and Windows read what the mode forbids");
        string path = _loader.Write("secret.yaml", "a: 1\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Findings(path).Should().ContainSingle().Which.Should().EndWith("permission denied");
    }

    [Fact]
    public void A_byte_order_mark_is_no_text() =>
        _loader.Load("\uFEFFpipeline: p\n" + TestLoader.Rest).Diagnostics.Items.Should().BeEmpty();

    [Theory]
    [InlineData(new byte[] { 0xFF }, "DM1103 the file is not UTF-8: the byte 0xFF at offset 14 belongs to no character", 2, 3)]
    [InlineData(new byte[] { 0xC3, 0x28 }, "DM1103 the file is not UTF-8: the byte 0xC3 at offset 14 belongs to no character", 2, 3)]
    [InlineData(new byte[] { 0xC3, 0xA9, 0xE2, 0x82 }, "DM1103 the file is not UTF-8: the byte 0xE2 at offset 16 belongs to no character", 2, 4)]
    public void Bytes_that_are_no_characters_are_named_with_their_place(byte[] bytes, string said, int line, int column)
    {
        string path = Path.Combine(_loader.Folder, "b.yaml");
        File.WriteAllBytes(path, [.. "pipeline: p\n"u8, .. "#:"u8, .. bytes]);
        var finding = _loader.LoadFile(path).Diagnostics.Items.Should().ContainSingle().Subject;
        $"{finding.Code} {finding.Message}".Should().Be(said);
        finding.Span.Should().Match<DataMigration.Diagnostics.SourceSpan?>(s => s!.Value.Line == line && s.Value.Column == column);
    }

    [Fact]
    public void A_file_of_UTF_16_is_not_read_as_something_else()
    {
        string path = Path.Combine(_loader.Folder, "u.yaml");
        File.WriteAllText(path, "pipeline: p\n", Encoding.Unicode);
        Findings(path).Should().ContainSingle().Which.Should().StartWith("DM1103");
    }

    [Fact]
    public void A_file_of_data_is_not_read_whole()
    {
        string path = _loader.Write("big.yaml", "a: " + new string('x', SourceReader.MaxBytes));
        Findings(path).Should().Equal($"DM1102 the file has {SourceReader.MaxBytes + 3} bytes, and more than {SourceReader.MaxBytes} are not read as YAML");
    }

    private IEnumerable<string> Findings(string path) => _loader.LoadFile(path).Diagnostics.Items.Select(f => $"{f.Code} {f.Message}");
}

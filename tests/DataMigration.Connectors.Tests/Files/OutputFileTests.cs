using System.IO.Compression;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class OutputFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out-{n}.csv", "out-1.csv out-2.csv out-3.csv")]
    [InlineData("a/{x}{nnn}.csv", "a a/{x}001.csv a/{x}002.csv a/{x}003.csv")]
    public void The_next_file_begins_when_one_is_full(string name, string expected)
    {
        WriteRows(_folder.At(name), 7, 3);
        var content = _folder.Content();
        string.Join(' ', content).Should().Be(expected);
        content.Where(c => c.EndsWith(".csv", StringComparison.Ordinal)).Select(Text).Should().Equal("[0,1,2]", "[3,4,5]", "[6]");
    }

    [Theory]
    [InlineData(0, "[]")]
    [InlineData(3, "[0,1,2]")]
    public void A_full_file_is_the_last_one_unless_rows_follow(int rows, string expected)
    {
        WriteRows(_folder.At("o{n}"), rows, 3);
        _folder.Content().Should().Equal("o1");
        Text("o1").Should().Be(expected);
    }

    [Fact]
    public void Files_of_a_longer_load_before_do_not_stay_behind_the_last_one()
    {
        WriteRows(_folder.At("o{n}"), 9, 2);
        _folder.Write("o7", "another's");
        WriteRows(_folder.At("o{n}"), 3, 2);
        _folder.Content().Should().Equal("o1", "o2", "o7");
    }

    [Fact]
    public void Without_completion_nothing_remains()
    {
        _folder.Write("o2", "before");
        using (var output = new OutputFile(_folder.At("o{n}"), "r1", IfExists.Replace, Frame, 1))
            for (int i = 0; i < 3; i++) WriteRow(output, i);
        _folder.Content().Should().Equal("o2");
        Text("o2").Should().Be("before");
    }

    [Fact]
    public void A_file_that_appears_meanwhile_keeps_all_of_them_away()
    {
        using (var output = new OutputFile(_folder.At("o{n}"), "r1", IfExists.Fail, Frame, 1))
        {
            for (int i = 0; i < 3; i++) WriteRow(output, i);
            _folder.Write("o3", "another's");
            FluentActions.Invoking(output.Complete).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3007");
        }
        _folder.Content().Should().Equal("o3");
    }

    [Fact]
    public void A_name_that_ends_in_gz_is_compressed()
    {
        WriteRows(_folder.At("o{n}.csv.gz"), 3, 2);
        _folder.Content().Should().Equal("o1.csv.gz", "o2.csv.gz");
        Unpacked("o1.csv.gz").Should().Be("[0,1]");
        Unpacked("o2.csv.gz").Should().Be("[2]");
    }

    [Fact]
    public void What_was_flushed_into_a_compressed_file_can_be_read()
    {
        using var output = new OutputFile(_folder.At("o.gz"), "r1", IfExists.Replace, Frame);
        WriteRow(output, 1);
        output.Flush();
        using var gzip = new GZipStream(File.OpenRead(_folder.At(".o.gz.r1.tmp").FullPath), CompressionMode.Decompress);
        new StreamReader(gzip).ReadToEnd().Should().Be("[1");
    }

    [Theory]
    [InlineData("o.csv", null, "")]
    [InlineData("o-{n}.csv", 5, "")]
    [InlineData("-", null, "")]
    [InlineData("{n}/o.csv", null, "")]
    [InlineData("o{m}{}.csv", null, "")]
    [InlineData("o.zip", null, "DM3017")]
    [InlineData("o.csv", 5, "DM3018")]
    [InlineData("-", 5, "DM3018")]
    [InlineData("{n}/o.csv", 5, "DM3018")]
    [InlineData("o-{nn}.csv", null, "DM3019")]
    public void A_name_must_fit_the_number_of_files(string name, int? maxRows, string codes)
    {
        var bag = new DiagnosticBag();
        OutputFile.Validate(_folder.At(name), maxRows, bag);
        string.Join(' ', bag.Items.Select(d => d.Code)).Should().Be(codes);
    }

    [Fact]
    public void What_stands_in_the_way_is_seen_before_the_first_row()
    {
        _folder.Write("o1", "");
        Directory.CreateDirectory(_folder.At("p1").FullPath);
        Checked("o{n}", IfExists.Fail, 1).Should().Be("DM3007");
        Checked("o{n}", IfExists.Replace, 1).Should().Be("");
        Checked("p{n}", IfExists.Replace, 1).Should().Be("DM3002");
        Checked("o1", IfExists.Fail, null).Should().Be("DM3007");
    }

    [Fact]
    public void A_disk_that_is_full_is_a_failure_of_the_world()
    {
        if (!File.Exists("/dev/full")) return;
        // The temporary name leads to a device that takes nothing.
        File.CreateSymbolicLink(_folder.At(".o.r1.tmp").FullPath, "/dev/full");
        using (var output = new OutputFile(_folder.At("o"), "r1", IfExists.Replace, Frame))
        {
            WriteRow(output, 1);
            FluentActions.Invoking(output.Flush).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3006");
        }
        _folder.Content().Should().BeEmpty();
    }

    private static FileFrame Frame { get; } = new("["u8.ToArray(), "]"u8.ToArray(), 1);

    private static void WriteRows(FilePath path, int rows, long? maxRows)
    {
        using var output = new OutputFile(path, "r1", IfExists.Replace, Frame, maxRows);
        for (int i = 0; i < rows; i++) WriteRow(output, i);
        output.Complete();
    }

    private static void WriteRow(OutputFile output, int row)
    {
        output.Room().Should().BePositive();
        output.WriteRows(Encoding.UTF8.GetBytes($",{row}"));
        output.CountRows(1);
    }

    private string Checked(string name, IfExists ifExists, long? maxRows)
    {
        var bag = new DiagnosticBag();
        OutputFile.Check(_folder.At(name), ifExists, maxRows, bag);
        return string.Join(' ', bag.Items.Select(d => d.Code));
    }

    private string Text(string name) => File.ReadAllText(_folder.At(name).FullPath);

    private string Unpacked(string name)
    {
        using var gzip = new GZipStream(File.OpenRead(_folder.At(name).FullPath), CompressionMode.Decompress);
        return new StreamReader(gzip).ReadToEnd();
    }
}

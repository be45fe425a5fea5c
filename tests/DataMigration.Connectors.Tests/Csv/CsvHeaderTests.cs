using System.IO.Compression;
using System.Text;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

public sealed class CsvHeaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b,a,a,a_2\n", "a b a_3 a_4 a_2")]
    [InlineData("a,,\"\"\n", "a column_2 column_3")]
    [InlineData("a,column_2,\n", "a column_2 column_3")]
    public async Task Names_may_be_numbered(string header, string expected) =>
        string.Join(' ', await NamesAsync(header, o => o with { DuplicateNames = CsvNames.Number, EmptyNames = CsvNames.Number })).Should().Be(expected);

    [Fact]
    public async Task Names_of_several_rows_are_joined()
    {
        string.Join('|', await NamesAsync("person,,\"place\nof birth\"\n# note\nname,age\n1,2,3\n", o => o with { HeaderRows = 2, Comment = "#" })).Should().Be("person name|age|place\nof birth");
        (await FailAsync("a,b\n", o => o with { HeaderRows = 2 })).Message.Should().Be("'f.csv' should have a header of 2 rows, and ends after 1");
    }

    [Fact]
    public async Task Columns_closes_the_schema()
    {
        var columns = new Dictionary<string, DataType> { ["c"] = DataType.Integer, ["a"] = DataType.Text };
        new CsvSource(Options("", o => o with { Columns = columns }), TestFolder.Context).DeclaredSchema!.Fields.Select(f => f.Name).Should().Equal("c", "a");
        (await NamesAsync("a,c\n", o => o with { Columns = columns })).Should().Equal("c", "a");
        var failure = await FailAsync("a,b,c,d\n", o => o with { Columns = columns });
        failure.Message.Should().Be("the header of 'f.csv' has columns that `columns` does not list: 'b', 'd'");
        failure.Remedy.Should().Contain("undeclared: ignore").And.Contain("undeclared: text");
        var read = await CsvReading.OfAsync(Options("a,b,c\nx,,1\ny,z,2\n", o => o with { Columns = columns, Undeclared = CsvUndeclared.Ignore }));
        Rows.Show(read.Rows).Should().Be("1 | \"x\"\n2 | \"y\"");
        (await NamesAsync("a,b,c\n", o => o with { Columns = columns, Undeclared = CsvUndeclared.Text })).Should().Equal("a", "b", "c");
    }

    [Fact]
    public async Task Several_files_are_one_source()
    {
        _folder.Write("x-2.csv", "a,b\r\n3,4\r\n5\r\n");
        _folder.Write("x-10.csv", "a,b\n1,2\n");
        using (var zip = new GZipStream(File.Create(_folder.At("x-3.csv.gz").FullPath), CompressionLevel.Fastest)) zip.Write("a,b\n6,7\n"u8);
        var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.At("x-*"), Ragged = CsvRagged.Pad, Columns = null }, 1);
        Rows.Show(read.Rows).Should().Be("\"1\" | \"2\"\n\"3\" | \"4\"\n\"5\" | NULL\n\"6\" | \"7\"");
        read.Origins.Should().Equal((2, 4), (2, 5), (3, 10), (2, 4));
    }

    [Theory]
    [InlineData("b,a\n", "the headers of 'x-2.csv' and 'x-1.csv' differ: column 1 is 'b' there, 'a' here")]
    [InlineData("a,b,c\n", "the headers of 'x-2.csv' and 'x-1.csv' differ: 3 columns there, 2 here")]
    public async Task Files_with_other_headers_are_refused_before_the_first_row(string header, string message)
    {
        _folder.Write("x-1.csv", "a,b\n");
        _folder.Write("x-2.csv", header);
        (await FailAsync(new CsvSourceOptions { Path = _folder.At("x-*.csv") })).Message.Should().Be(message);
    }

    [Fact]
    public async Task Files_of_two_encodings_are_refused()
    {
        _folder.Write("x-1.csv", "a,b\n");
        _folder.WriteText("x-2.csv", "a,b\n", Encoding.Unicode);
        (await FailAsync(new CsvSourceOptions { Path = _folder.At("x-*.csv") })).Message.Should().Be("'x-2.csv' is utf-16le by its byte order mark, and 'x-1.csv' is utf-8");
    }

    private CsvSourceOptions Options(string file, Func<CsvSourceOptions, CsvSourceOptions> with) => with(new CsvSourceOptions { Path = _folder.Write("f.csv", file) });

    private async Task<IEnumerable<string>> NamesAsync(string file, Func<CsvSourceOptions, CsvSourceOptions> with) =>
        (await new CsvSource(Options(file, with), TestFolder.Context).DiscoverAsync(default)).Fields.Select(f => f.Name);

    private Task<Diagnostic> FailAsync(string file, Func<CsvSourceOptions, CsvSourceOptions> with) => FailAsync(Options(file, with));

    private static async Task<Diagnostic> FailAsync(CsvSourceOptions options)
    {
        var discovering = () => new CsvSource(options, TestFolder.Context).DiscoverAsync(default).AsTask();
        return (await discovering.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
    }
}

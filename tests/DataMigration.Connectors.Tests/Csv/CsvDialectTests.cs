using System.Text;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>Each option of a CSV source, alone.</summary>
public sealed class CsvDialectTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a+|b&|\n1+|x\ny&|\n2+|&|\n", "\"1\" | \"x\ny\"\n\"2\" | NULL")]
    [InlineData("a+|b&|\n1+|+&|\n", "\"1\" | \"+\"")]
    [InlineData("a+|b&|\n\"1+|\"+|2&|\n", "\"1+|\" | \"2\"")]
    public async Task Delimiter_and_record_separator_may_be_of_any_length(string file, string expected) =>
        await ExpectAsync(file, o => o with { Delimiter = "+|", RecordSeparator = "&|\n" }, expected);

    [Fact]
    public async Task Control_characters_delimit() => await ExpectAsync("a\u0002b\n1\u00022\n", o => o with { Delimiter = "\u0002" }, "\"1\" | \"2\"");

    [Fact]
    public async Task A_separator_that_is_said_is_the_only_one() =>
        await ExpectAsync("a,b\n1,x\ry\n", o => o with { RecordSeparator = "\n" }, "\"1\" | \"x\ry\"");

    [Fact]
    public async Task Line_ends_may_be_mixed() => await ExpectAsync("a,b\r\n1,2\n3,4\r5,6\r\n", o => o, "\"1\" | \"2\"\n\"3\" | \"4\"\n\"5\" | \"6\"");

    [Theory]
    [InlineData("a,b\n\"1\",5\" nail\n", "none", CsvEscape.Doubled, "\"\"1\"\" | \"5\" nail\"")]
    [InlineData("a,b\n\"x\\\"y\",\"\\\\\"\n", "\"", CsvEscape.Backslash, "\"x\"y\" | \"\\\"")]
    [InlineData("a,b\nC:\\temp,x\\,y\n", "\"", CsvEscape.Backslash, "\"C:\\temp\" | \"x,y\"")]
    [InlineData("a,b\nx\\\ny,\\N\n", "none", CsvEscape.Backslash, "\"x\ny\" | NULL")]
    [InlineData("a,b\nx\\\r\ny,\\\\N\r\n", "none", CsvEscape.Backslash, "\"x\r\ny\" | \"\\N\"")]
    [InlineData("a,b\n\"x\",\"\"\n", "\"", CsvEscape.None, "\"x\" | \"\"")]
    public async Task Quote_and_escape(string file, string quote, CsvEscape escape, string expected) =>
        await ExpectAsync(file, o => o with { Quote = quote, Escape = escape, NullValues = ["\\N"] }, expected);

    [Fact]
    public async Task Without_escape_a_quote_in_quotes_ends_the_cell()
    {
        var read = await ReadAsync("a,b\n\"x\"\"y\",1\n", o => o with { Escape = CsvEscape.None });
        read.Failures.Should().Equal("malformed 2  '': Text follows the closing quote on line 2; the quote opens on line 2.");
    }

    [Theory]
    [InlineData(",")]
    [InlineData("||")]
    public async Task Comments_are_no_rows_and_their_quotes_mean_nothing(string delimiter)
    {
        string file = "# \"open\na,b\n#x,\"\n1,#2\n\"#3\",4\n# end".Replace(",", delimiter);
        var read = await ReadAsync(file, o => o with { Comment = "#", Delimiter = delimiter });
        Rows.Show(read.Rows).Should().Be("\"1\" | \"#2\"\n\"#3\" | \"4\"");
        read.Failures.Should().BeEmpty();
        read.Origins.Select(o => o.Item1).Should().Equal(4, 5);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";;")]
    [InlineData("\t")]
    [InlineData(" | ")]
    public async Task Trim_drops_blanks_outside_quotes(string delimiter) =>
        await ExpectAsync($" a {delimiter}b \n  1 {delimiter} \" x \" \n  {delimiter} \"\" \n NULL {delimiter} \"NULL\"\n", o => o with { Delimiter = delimiter, Trim = CsvTrim.Both, NullValues = ["NULL"] },
            "\"1\" | \" x \"\nNULL | \"\"\nNULL | \"NULL\"");

    [Theory]
    [InlineData(CsvRagged.Reject, "columns 2, columns 4")]
    [InlineData(CsvRagged.Pad, "columns 4")]
    [InlineData(CsvRagged.IgnoreExtra, "columns 2")]
    [InlineData(CsvRagged.Lenient, "")]
    public async Task Ragged_rows_are_what_the_options_say(CsvRagged ragged, string failures)
    {
        foreach (string delimiter in new[] { ",", "||" })
        {
            var read = await ReadAsync("a,b\n1\n2,3\n4,5,6\n".Replace(",", delimiter), o => o with { Ragged = ragged, Delimiter = delimiter });
            Rows.Show(read.Rows).Should().Be("\"1\" | NULL\n\"2\" | \"3\"\n\"4\" | \"5\"");
            string.Join(", ", read.Failures.Select(f => string.Join(' ', f.Split(' ').Take(2)))).Should().Be(failures);
        }
    }

    [Fact]
    public async Task Words_may_mean_empty_text() =>
        await ExpectAsync("a,b,c\n\0,,\"\0\"\n", o => o with { EmptyValues = ["\0"] }, "\"\" | NULL | \"\0\"");

    [Theory]
    [InlineData(0, "x\n", 1)]
    [InlineData(2, "made by,nobody\n\"\nx\n", 3)]
    public async Task Lines_at_the_start_are_skipped_whatever_they_hold(int skip, string before, int line)
    {
        string file = skip == 0 ? "a,b\n1,2\n" : before.Replace("x\n", "") + "a,b\n1,2\n";
        var read = await ReadAsync(file, o => o with { SkipRows = skip });
        Rows.Show(read.Rows).Should().Be("\"1\" | \"2\"");
        read.Origins.Should().Equal((line + 1, file.Length - 4));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\nTotal,\"2\n", 1, 2)]
    [InlineData("a,b\n1,2\n3,4\nTotal,\"2\nPrinted today", 2, 2)]
    [InlineData("a,b\n1,2\n3,4\n\nTotal\n\n\n", 1, 2)]
    [InlineData("a,b\r\n1,2\r\n3,4\r\nTotal\r\n", 1, 2)]
    [InlineData("a,b\r1,2\r3,4\rTotal\r", 1, 2)]
    [InlineData("a,b\n1,2\n", 5, 0)]
    public async Task Lines_at_the_end_are_left_out(string file, int skip, int rows)
    {
        foreach (string encoding in new[] { "utf-8", "utf-16le", "utf-32be" })
            foreach (int size in new[] { 1, 7, 1000 })
            {
                var read = await ReadAsync(TextOf(encoding).GetBytes(file), o => o with { SkipLastRows = skip, Encoding = encoding }, size);
                Rows.Show(read.Rows).Should().Be(string.Join('\n', new[] { "\"1\" | \"2\"", "\"3\" | \"4\"" }.Take(rows)));
                read.Failures.Should().BeEmpty();
            }
    }

    [Fact]
    public async Task Many_lines_are_held_back_over_many_blocks()
    {
        var file = new StringBuilder("n\n");
        for (int i = 0; i < 30_000; i++) file.Append(i).Append('\n');
        var read = await ReadAsync(file.ToString(), o => o with { SkipLastRows = 10_000 });
        read.Rows.Should().HaveCount(20_000);
        read.Rows[^1][0].Should().Be("19999");
    }

    [Fact]
    public async Task Cells_and_records_above_the_limits_are_rejected()
    {
        foreach (string delimiter in new[] { ",", "||" })
        {
            var read = await ReadAsync($"a{delimiter}b\n1{delimiter}123456\n123{delimiter}12\n12345{delimiter}12345\n", o => o with { MaxFieldBytes = 5, MaxRecordBytes = 9, Delimiter = delimiter });
            read.Failures.Should().Equal("size 2  '': b has 6 bytes; at most 5 are allowed.",
                $"size 4  '': The record has {10 + delimiter.Length} bytes; at most 9 are allowed.");
        }
    }

    [Fact]
    public async Task The_file_and_the_line_are_columns_when_asked()
    {
        _folder.Write("b.csv", "\n\na,b\n3,4\n");
        _folder.Write("a.csv", "a,b\n1,\"x\ny\"\n5,6\n");
        var options = new CsvSourceOptions { Path = _folder.At("?.csv"), FileColumn = "file", LineColumn = "line", Columns = new Dictionary<string, DataType> { ["b"] = DataType.Text }, Undeclared = CsvUndeclared.Ignore };
        var source = new CsvSource(options, TestFolder.Context);
        source.DeclaredSchema!.Fields.Should().Equal(new Field("b", DataType.Text), new Field("file", DataType.Text), new Field("line", DataType.Integer));
        Rows.Show(await Rows.ReadAsync(source)).Should().Be("\"x\ny\" | \"a.csv\" | 2\n\"6\" | \"a.csv\" | 4\n\"4\" | \"b.csv\" | 4");
    }

    [Fact]
    public async Task A_row_is_filed_as_it_stood_in_any_dialect()
    {
        var path = _folder.Write("f.csv", "made by nobody&|\na+|b&|\nc+|d&|\n1+|\"x+|\"&|\n2&|\n3+|4&|\n");
        var options = new CsvSourceOptions { Path = path, Delimiter = "+|", RecordSeparator = "&|\n", SkipRows = 1, HeaderRows = 2 };
        (await FiledAsync(options)).Should().Be("made by nobody&|\na+|b+|reject_reason&|\nc+|d+|&|\n1+|\"x+|\"+|why&|\n2+|why&|\n3+|4+|why&|\n");
        var utf16 = options with { Path = _folder.WriteText("g.csv", "x\r\na,b\r\n1,é\r\n2\r\n", Encoding.Unicode), Delimiter = ",", RecordSeparator = null, SkipRows = 1, HeaderRows = 1 };
        (await FiledAsync(utf16, Encoding.Unicode)).Should().Be("\uFEFFx\r\na,b,reject_reason\r\n1,é,why\r\n2,why\r\n");
    }

    private static Encoding TextOf(string name) => Connectors.Files.TextEncoding.Find(name)!.Encoding;

    private static async Task<string> FiledAsync(CsvSourceOptions options, Encoding? encoding = null)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var source = new CsvSource(options, TestFolder.Context, 1);
        await source.DiscoverAsync(default);
        source.RejectFormat.WriteHeader(output, "reject_reason");
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++) source.RejectFormat.WriteRow(batch, row, "why", output);
            batch.Dispose();
        }
        return (encoding ?? Encoding.UTF8).GetString(output.WrittenSpan);
    }

    private async Task ExpectAsync(string file, Func<CsvSourceOptions, CsvSourceOptions> with, string expected)
    {
        foreach (int size in new[] { 1, 1000 })
        {
            var read = await ReadAsync(Encoding.UTF8.GetBytes(file), with, size);
            Rows.Show(read.Rows).Should().Be(expected);
            read.Failures.Should().BeEmpty();
        }
    }

    private Task<CsvReading> ReadAsync(string file, Func<CsvSourceOptions, CsvSourceOptions> with) => ReadAsync(Encoding.UTF8.GetBytes(file), with, 1000);

    private Task<CsvReading> ReadAsync(byte[] file, Func<CsvSourceOptions, CsvSourceOptions> with, int blockSize) =>
        CsvReading.OfAsync(with(new CsvSourceOptions { Path = _folder.Write("f.csv", file) }), blockSize);
}

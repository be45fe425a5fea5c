using System.Text;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id,name\n1,Ann\n2,Bob\n")]
    [InlineData("id,name\r\n1,Ann\r\n2,Bob\r\n")]
    [InlineData("id,name\r1,Ann\r2,Bob\r")]
    [InlineData("id,name\n1,Ann\n2,Bob")]
    [InlineData("\uFEFFid,name\n1,Ann\n2,Bob\n")]
    [InlineData("\n\nid,name\n\n1,Ann\n\n\n2,Bob\n\n")]
    [InlineData("\"id\",\"name\"\n\"1\",\"Ann\"\n\"2\",\"Bob\"\n")]
    public async Task Line_ends_marks_and_empty_lines_do_not_matter(string file)
    {
        var read = await ReadAsync(file);
        Rows.Show(read.Rows).Should().Be("\"1\" | \"Ann\"\n\"2\" | \"Bob\"");
        read.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Delimiter_and_quote_can_be_others()
    {
        var read = await ReadAsync("a;b\n'x;''y';1,2\n", o => o with { Delimiter = ";", Quote = "'" });
        Rows.Show(read.Rows).Should().Be("\"x;'y\" | \"1,2\"");
    }

    [Fact]
    public async Task A_header_alone_is_a_source_of_no_rows() => (await ReadAsync("a,b\n")).Rows.Should().BeEmpty();

    [Fact]
    public async Task Without_a_header_columns_names_them_in_order()
    {
        var options = new CsvSourceOptions { Path = _folder.Write("f.csv", "1,Ann\n2,Bob\n"), Header = false, Columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer, ["name"] = DataType.Text } };
        var source = new CsvSource(options, TestFolder.Context);
        source.DeclaredSchema!.Fields.Should().Equal(new Field("id", DataType.Integer), new Field("name", DataType.Text));
        Rows.Show(await Rows.ReadAsync(source)).Should().Be("1 | \"Ann\"\n2 | \"Bob\"");
    }

    [Fact]
    public async Task With_a_header_columns_gives_types_to_some()
    {
        var read = await ReadAsync("name,id\nAnn,7\nBob,x\nCid,\n", o => o with { Undeclared = CsvUndeclared.Text, Columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer } });
        Rows.Show(read.Rows).Should().Be("\"Ann\" | 7\n\"Bob\" | NULL\n\"Cid\" | NULL");
        read.Failures.Should().Equal("type 3 id 'x': id is 'x', which is not integer.");
    }

    [Fact]
    public void Before_the_file_is_asked_a_field_is_text_unless_some_are_typed()
    {
        var options = new CsvSourceOptions { Path = _folder.At("f.csv") };
        new CsvSource(options, TestFolder.Context).UndeclaredType.Should().Be(DataType.Text);
        var typed = new CsvSource(options with { Undeclared = CsvUndeclared.Text, Columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer } }, TestFolder.Context);
        typed.UndeclaredType.Should().BeNull();
        typed.DeclaredSchema.Should().BeNull("the file has other columns too");
    }

    [Theory]
    [InlineData(EmptyCell.Null, new string[0], "NULL | \"\" | \"NULL\" | \"NULL\"")]
    [InlineData(EmptyCell.Text, new string[0], "\"\" | \"\" | \"NULL\" | \"NULL\"")]
    [InlineData(EmptyCell.Null, new[] { "NULL" }, "NULL | \"\" | NULL | \"NULL\"")]
    [InlineData(EmptyCell.Text, new[] { "NULL", "-" }, "\"\" | \"\" | NULL | \"NULL\"")]
    [InlineData(EmptyCell.Text, new[] { "" }, "NULL | NULL | \"NULL\" | \"NULL\"")]
    [InlineData(EmptyCell.Null, new[] { "null", "NUL", "NULLS" }, "NULL | \"\" | \"NULL\" | \"NULL\"")]
    public async Task Null_is_what_the_options_say(EmptyCell empty, string[] words, string expected)
    {
        var read = await ReadAsync("a,b,c,d\n,\"\",NULL,\"NULL\"\n", o => o with { Empty = empty, NullValues = words });
        Rows.Show(read.Rows).Should().Be(expected);
    }

    [Fact]
    public async Task An_empty_line_is_a_row_of_a_file_with_one_column()
    {
        var read = await ReadAsync("a\n1\n\n\"\"\n");
        Rows.Show(read.Rows).Should().Be("\"1\"\nNULL\n\"\"");
    }

    [Fact]
    public async Task Ragged_rows_are_rejected_with_both_counts()
    {
        var read = await ReadAsync("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
        Rows.Show(read.Rows).Should().Be("\"1\" | \"2\" | NULL\n\"1\" | \"2\" | \"3\"\n\"1\" | \"2\" | \"3\"");
        read.Failures.Should().Equal("columns 2  '': Expected 3 columns and found 2.", "columns 4  '': Expected 3 columns and found 4.");
    }

    [Fact]
    public async Task Stray_quotes_reject_their_own_rows_only()
    {
        var read = await ReadAsync("a,b\n1,5\" nail\n2,ok\n3,\"x\"y\n4,\"multi\nline\"z\n5,\"fine \"\"\n\"\n");
        Rows.Show(read.Rows).Should().Be("\"1\" | \"5\" nail\"\n\"2\" | \"ok\"\n\"3\" | \"xy\"\n\"4\" | \"multi\nlinez\"\n\"5\" | \"fine \"\n\"");
        read.Failures.Should().Equal(
            "malformed 2  '': A quote stands inside a cell that is not quoted, on line 2.",
            "malformed 4  '': Text follows the closing quote on line 4; the quote opens on line 4.",
            "malformed 5  '': Text follows the closing quote on line 6; the quote opens on line 5.");
    }

    [Fact]
    public async Task An_unclosed_quote_is_a_row_that_says_where_it_opens()
    {
        var read = await ReadAsync("a,b\n1,2\n\"3\",\"4\n5,6\n7,8\n");
        Rows.Show(read.Rows).Should().Be("\"1\" | \"2\"\n\"3\" | \"4\n5,6\n7,8\n\"");
        read.Failures.Should().Equal("malformed 3  '': The quote that opens on line 3 is never closed; everything after it is part of this row.");
    }

    [Fact]
    public async Task A_broken_row_gives_one_reason_and_its_cells_none()
    {
        var read = await ReadAsync("a,b\nx,y\"\ny\n", o => o with { Columns = new Dictionary<string, DataType> { ["a"] = DataType.Integer, ["b"] = DataType.Integer } });
        read.Failures.Select(f => f.Split(' ')[0]).Should().Equal("malformed", "columns");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_reject_the_row_and_name_the_field()
    {
        var read = await ReadAsync([.. "a,b\nx,caf"u8, 0xE9, .. "\ny,café\n"u8]);
        Rows.Show(read.Rows).Should().Be("\"x\" | NULL\n\"y\" | \"café\"");
        read.Failures.Should().Equal("encoding 2 b 'caf\uFFFD': b holds bytes that are not UTF-8.");
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFE, 0xFF })]
    [InlineData(new byte[] { 0, 0, 0xFE, 0xFF })]
    public async Task A_block_that_starts_like_a_byte_order_mark_is_read_as_it_stands(byte[] mark)
    {
        foreach (string header in new[] { "a", "a,b" })
        {
            string rest = header == "a" ? "" : ",z";
            byte[] file = [.. Encoding.UTF8.GetBytes($"{header}\nx{rest}\n"), .. mark, .. Encoding.UTF8.GetBytes($"y{rest}\nw{rest}\n")];
            var read = await ReadAsync(file, blockSize: 1);
            read.Origins.Should().Equal((2, header.Length + 1), (3, header.Length + 3 + rest.Length), (4, header.Length + 5 + (2 * rest.Length) + mark.Length));
            string second = Encoding.UTF8.GetString([.. mark, (byte)'y']);
            read.Rows[1][0].Should().Be(second.Contains('\uFFFD') ? null : second);
            read.Failures.Should().HaveCount(second.Contains('\uFFFD') ? 1 : 0);
        }
    }

    [Fact]
    public async Task Origins_count_lines_inside_quotes_and_bytes_from_the_start_of_the_file()
    {
        var read = await ReadAsync("\uFEFFa,b\n1,\"x\ny\"\n\n2,é\n3,z\n");
        read.Origins.Should().Equal((2, 7), (5, 16), (6, 21));
    }

    [Fact]
    public async Task A_row_is_filed_exactly_as_it_stood()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var source = new CsvSource(new CsvSourceOptions { Path = _folder.Write("f.csv", "\uFEFF\"a\",b\r\n1,\"x\"\"y\"\r\n2,5\" nail\r\n3\r\n4,\"open\r\n") }, TestFolder.Context);
        await source.DiscoverAsync(default);
        source.RejectFormat.WriteHeader(output, "reject_reason");
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++) source.RejectFormat.WriteRow(batch, row, row == 0 ? "required" : "malformed", output);
            batch.Dispose();
        }
        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("\uFEFF\"a\",b,reject_reason\r\n1,\"x\"\"y\",required\r\n2,5\" nail,malformed\r\n3,malformed\r\n4,\"open\r\n,malformed\r\n");
    }

    [Theory]
    [InlineData("", "DM3110")]
    [InlineData("\uFEFF", "DM3110")]
    [InlineData("\n\r\n\n", "DM3110")]
    [InlineData("a,b,a\n", "DM3113")]
    [InlineData("a,,b\n", "DM3114")]
    [InlineData("a,b\"\n", "DM3112")]
    [InlineData("a,\"b\n1,2\n", "DM3112")]
    public async Task A_header_that_cannot_be_used_is_a_failure(string file, string code) => (await FailAsync(Encoding.UTF8.GetBytes(file))).Code.Should().Be(code);

    [Fact]
    public async Task A_declared_column_must_be_in_the_header()
    {
        var failure = await FailAsync("id,amount\n"u8.ToArray(), o => o with { Columns = new Dictionary<string, DataType> { ["ammount"] = DataType.Integer } });
        failure.Code.Should().Be("DM3115");
        failure.Message.Should().Be("the header of 'f.csv' has no column 'ammount', which the pipeline declares");
        failure.Remedy.Should().Be("did you mean 'amount'?");
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_failures_of_the_world()
    {
        var missing = new CsvSource(new CsvSourceOptions { Path = _folder.At("missing.csv") }, TestFolder.Context);
        (await missing.Invoking(s => s.DiscoverAsync(default).AsTask()).Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3001");
        var folder = new CsvSource(new CsvSourceOptions { Path = _folder.At(".") }, TestFolder.Context);
        (await folder.Invoking(s => s.DiscoverAsync(default).AsTask()).Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3002");
    }

    [SkippableFact]
    public async Task No_permission_is_a_failure_of_the_world()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "root and Windows read what the mode forbids");
        var path = _folder.Write("f.csv", "a\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path.FullPath, UnixFileMode.None);
        var source = new CsvSource(new CsvSourceOptions { Path = path }, TestFolder.Context);
        (await source.Invoking(s => s.DiscoverAsync(default).AsTask()).Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3003");
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"open", "DM3116", "line 3 (byte 10)")]
    [InlineData("a,b\n1,2\n", "DM3117", "line 3 (byte 8)")]
    [InlineData("a,\"b", "DM3116", "line 1 (byte 2)")]
    public async Task A_record_without_end_ends_the_run_and_says_where_it_starts(string start, string code, string where)
    {
        byte[] file = [.. Encoding.UTF8.GetBytes(start), .. Enumerable.Repeat((byte)'x', (2 * BlockSplitter.LargestRecord) + 100), .. "\n4,5\n"u8];
        var failure = await FailAsync(file);
        failure.Code.Should().Be(code);
        failure.Message.Should().Contain(where);
    }

    [Fact]
    public void Options_that_cannot_do_are_reported_together()
    {
        static IEnumerable<string> Findings(CsvSourceOptions options)
        {
            var diagnostics = new DiagnosticBag();
            new CsvSource(options, TestFolder.Context).Validate(diagnostics);
            return diagnostics.Items.Select(d => $"{d.Code} {d.Message}");
        }
        var plain = new CsvSourceOptions { Path = _folder.At("f.csv") };
        Findings(plain with { Delimiter = "\n", Quote = "§", Header = false }).Should().Equal(
            "DM3102 '§' cannot be the quote of a CSV file",
            "DM3106 delimiter '\\n' contains a line end, which ends a record",
            "DM3101 a CSV file without a header needs names for its columns");
        Findings(plain with { Delimiter = "a\"", Comment = "" }).Should().Equal("DM3103 delimiter 'a\"' contains the quote", "DM3105 comment is empty");
        Findings(plain with { Delimiter = "\\", Escape = CsvEscape.Backslash }).Should().Equal("DM3103 delimiter '\\' contains the backslash that escapes");
        Findings(plain with { Delimiter = "|", RecordSeparator = "|\n" }).Should().Equal("DM3107 delimiter '|' and record_separator '|\\n' start alike, so that they cannot be told apart");
        Findings(plain with { Delimiter = "\\t" }).Should().Equal("DM3126 delimiter '\\t' is a backslash and what follows it, letter by letter");
        Findings(plain with { FileColumn = "a", LineColumn = "a" }).Should().Equal("DM3108 two columns would be called 'a'");
        Findings(plain with { NullValues = ["-"], EmptyValues = ["-"] }).Should().Equal("DM3109 '-' stands both in null_values and in empty_values");
        Findings(plain with { Encoding = "windows-1251", Delimiter = "§¶é" }).Should().Equal("DM3123 delimiter '§¶é' has no bytes in windows-1251");
        Findings(plain with { Delimiter = "\u0002", RecordSeparator = "\u0003\n", Quote = "none" }).Should().BeEmpty();
    }

    private Task<CsvReading> ReadAsync(string file, Func<CsvSourceOptions, CsvSourceOptions>? with = null) => ReadAsync(Encoding.UTF8.GetBytes(file), with);

    private Task<CsvReading> ReadAsync(byte[] file, Func<CsvSourceOptions, CsvSourceOptions>? with = null, int blockSize = BlockSplitter.DefaultBlockSize)
    {
        var options = new CsvSourceOptions { Path = _folder.Write("f.csv", file) };
        return CsvReading.OfAsync(with?.Invoke(options) ?? options, blockSize);
    }

    private async Task<Diagnostic> FailAsync(byte[] file, Func<CsvSourceOptions, CsvSourceOptions>? with = null)
    {
        var reading = () => ReadAsync(file, with);
        return (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
    }
}

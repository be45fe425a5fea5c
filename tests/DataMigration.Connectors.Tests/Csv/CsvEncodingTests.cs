using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

public sealed class CsvEncodingTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-32le", true)]
    [InlineData("utf-32be", true)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", false)]
    [InlineData("utf-32be", false)]
    [InlineData("gb18030", false)]
    public async Task Every_place_is_a_place_in_the_file(string name, bool mark)
    {
        var encoding = TextEncoding.Find(name)!;
        const string Start = "id,né\n", First = "1,\"ü,𝄞\n中\"\n", Second = "x,€\n";
        byte[] bytes = [.. mark ? encoding.Mark : [], .. encoding.Encoding.GetBytes(Start + First + Second + "3,z\n")];
        var options = new CsvSourceOptions { Path = _folder.Write("f.csv", bytes), Encoding = mark ? null : name, Columns = new Dictionary<string, DataType> { ["id"] = DataType.Integer, ["né"] = DataType.Text } };
        foreach (int size in new[] { 1, 1000 })
        {
            var read = await CsvReading.OfAsync(options, size);
            Rows.Show(read.Rows).Should().Be("1 | \"ü,𝄞\n中\"\nNULL | \"€\"\n3 | \"z\"");
            read.Failures.Should().Equal("type 4 id 'x': id is 'x', which is not integer.");
            int at = (mark ? encoding.Mark.Length : 0) + encoding.Encoding.GetByteCount(Start), second = at + encoding.Encoding.GetByteCount(First);
            read.Origins.Should().Equal((2, at), (4, second), (5, second + encoding.Encoding.GetByteCount(Second)));
        }
    }

    [Theory]
    [InlineData("windows-1252", new byte[] { 0x80, 0xE9 }, "€é")]
    [InlineData("iso-8859-1", new byte[] { 0xE9 }, "é")]
    [InlineData("windows-1251", new byte[] { 0xCF }, "П")]
    [InlineData("macroman", new byte[] { 0x8E }, "é")]
    [InlineData("shift_jis", new byte[] { 0x83, 0x5C, 0x83, 0x7C }, "ソポ")]
    public async Task Code_pages_are_read_by_name(string name, byte[] cell, string expected)
    {
        foreach (string delimiter in new[] { ",", "|", "||", "\\" })
        {
            byte[] file = [.. Encoding.ASCII.GetBytes($"a{delimiter}b\n"), .. cell, .. Encoding.ASCII.GetBytes($"{delimiter}1\n\"\"{delimiter}2\n")];
            foreach (int size in new[] { 1, 1000 })
            {
                var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.Write("f.csv", file), Encoding = name, Delimiter = delimiter }, size);
                Rows.Show(read.Rows).Should().Be($"\"{expected}\" | \"1\"\n\"\" | \"2\"");
                read.Origins.Should().Equal((2, 3 + delimiter.Length), (3, 5 + (2 * delimiter.Length) + cell.Length));
            }
        }
    }

    [Theory]
    [InlineData(InvalidBytes.Reject, "\"x\" | NULL\n\"y\" | \"\uFFFD\"", 1)]
    [InlineData(InvalidBytes.Replace, "\"x\" | \"a\uFFFD\"\n\"y\" | \"\uFFFD\"", 0)]
    public async Task Bytes_that_are_no_text_are_rejected_or_replaced(InvalidBytes policy, string expected, int failures)
    {
        // A lone surrogate; and a replacement character that the file itself holds.
        byte[] utf16 = [.. Encoding.Unicode.GetBytes("a,b\nx,a"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\ny,\uFFFD\n")];
        byte[] utf8 = [.. "a,b\nx,a"u8, 0xC3, .. "\ny,\uFFFD\n"u8];
        foreach (var (file, name, what) in new[] { (utf16, "utf-16le", "utf-16le"), (utf8, "utf-8", "UTF-8") })
        {
            var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.Write("f.csv", file), Encoding = name, InvalidBytes = policy });
            Rows.Show(read.Rows).Should().Be(expected);
            read.Failures.Should().Equal(Enumerable.Repeat($"encoding 2 b 'a\uFFFD': b holds bytes that are not {what}.", failures));
        }
    }

    [Fact]
    public async Task A_mark_that_says_otherwise_is_an_error()
    {
        var failure = await FailAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n")], "windows-1252");
        failure.Code.Should().Be("DM3120");
        failure.Message.Should().Be("the byte order mark of 'f.csv' says utf-16le, and the pipeline says windows-1252");
        (await FailAsync([.. "a,caf"u8, 0xE9, (byte)'\n'], null)).Message.Should().Be("the header of 'f.csv' holds bytes that are not utf-8");
    }

    [Fact]
    public async Task Ignored_columns_are_not_looked_at()
    {
        byte[] file = [.. "a,b\nx,"u8, 0xC3, .. "\n"u8];
        var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.Write("f.csv", file), Columns = new Dictionary<string, DataType> { ["a"] = DataType.Text }, Undeclared = CsvUndeclared.Ignore });
        Rows.Show(read.Rows).Should().Be("\"x\"");
        read.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Characters_that_the_encoding_lacks_reject_the_row()
    {
        var schema = new RecordSchema([new Field("name", DataType.Text), new Field("n", DataType.Integer)]);
        var options = new CsvTargetOptions { Path = _folder.At("f.csv"), Encoding = "windows-1252" };
        var target = new CsvTarget(options, TestFolder.Context);
        using var batch = Rows.Batch(schema, [["é€", 1L], ["Ł", 2L], ["a?", 3L]]);
        await using (var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", false), default))
        {
            using var encoded = target.CreateEncoder(schema).Encode(batch, batch.Selection.Rows);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, encoded), default);
            result.Inserted.Should().Be(2);
            result.Failures.Should().ContainSingle().Which.Should().BeEquivalentTo(new
            {
                Row = 1, Field = "name", Value = "Ł", Message = "name holds 'Ł' (U+0141), which windows-1252 has no bytes for.", Rule = new { Code = "encoding", Stage = Stage.Target },
            });
            await writer.CompleteAsync(default);
        }
        File.ReadAllBytes(options.Path.FullPath).Should().Equal([.. "name,n\n"u8, 0xE9, 0x80, .. ",1\na?,3\n"u8]);
    }

    private async Task<Diagnostic> FailAsync(byte[] file, string? encoding)
    {
        var reading = () => CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.Write("f.csv", file), Encoding = encoding });
        return (await reading.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
    }
}

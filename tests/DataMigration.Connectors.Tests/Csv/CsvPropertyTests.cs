using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Csv;

public sealed class CsvPropertyTests : IDisposable
{
    private static readonly string[] Pieces =
        ["a", "b c", "ä", "€", "𝄞", "\uFEFF", "\0", ",", ";", "|", "\t", "\"", "\"\"", "'", "\n", "\r\n", "\r", "NULL", "", " ", new('x', 70), "1,2\n3,4\n", "\"q,\nr\","];

    private static readonly Gen<string> Text = Gen.Select(Gen.ListOf(Gen.Elements(Pieces)), string.Concat);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Any bytes at all, well-formed or not: rows, reasons, lines and offsets do not depend on where the file is cut.</summary>
    [Fact]
    public void Cutting_a_file_anywhere_changes_nothing()
    {
        Prop.ForAll(Gen.ListOf(Text).ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<bool>(), (lines, size, single) =>
        {
            string file = (single ? "h\n" : "h,i\n") + string.Join('\n', lines);
            var options = new CsvSourceOptions { Path = _folder.Write("f.csv", file) };
            var whole = CsvReading.OfAsync(options).Result;
            foreach (int blockSize in new[] { 1, size.Get, 3 * size.Get, 256 })
            {
                var cut = CsvReading.OfAsync(options, blockSize).Result;
                if (cut.ToString() != whole.ToString()) throw new InvalidOperationException($"block size {blockSize}:\n{cut}\n\nwhole:\n{whole}");
            }
            Compare(Encoding.UTF8.GetBytes(file), whole, single);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var cell = Gen.Frequency((1, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("")), (6, Text.Select(t => (string?)t)));
        var dialects = from delimiter in Gen.Elements(",", ";", "\t", "|", ".", "||", "+|", "§", "\u0002")
                       from quote in Gen.Elements("\"", "'")
                       from quoting in Gen.Elements(CsvQuoting.Needed, CsvQuoting.Always)
                       from lineEnd in Gen.Elements(LineEnd.Lf, LineEnd.Crlf)
                       from nullText in Gen.Elements("", "NULL", "a")
                       from header in Gen.Elements(true, false)
                       from bom in Gen.Elements(true, false)
                       from escape in Gen.Elements(CsvEscape.Doubled, CsvEscape.Backslash)
                       from separator in Gen.Elements(null, "&|\n", "\r\n", "\u0003")
                       from encoding in Gen.Elements("utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be", "gb18030")
                       select new CsvTargetOptions
                       {
                           Path = _folder.At("f.csv"), Delimiter = delimiter, Quote = quote, Quoting = quoting, LineEnd = lineEnd, NullText = nullText, Header = header, Bom = bom, Escape = escape,
                           RecordSeparator = separator, Encoding = encoding,
                       };
        var tables = from width in Gen.Choose(1, 4)
                     from rows in Gen.ListOf(Gen.ArrayOf(cell, width))
                     select (width, rows);
        Prop.ForAll(dialects.ToArbitrary(), tables.ToArbitrary(), ArbMap.Default.ArbFor<PositiveInt>(), (target, table, blockSize) =>
        {
            var schema = new RecordSchema(Enumerable.Range(0, table.width).Select(i => new Field($"column {target.Delimiter}{target.Quote}{i}", DataType.Text)));
            WriteAsync(target, schema, [.. table.rows]).Wait();
            var source = new CsvSourceOptions
            {
                Path = target.Path,
                Delimiter = target.Delimiter,
                Quote = target.Quote,
                Escape = target.Escape,
                RecordSeparator = target.RecordSeparator,
                Encoding = target.Encoding,
                Header = target.Header,
                Columns = target.Header ? null : schema.Fields.ToDictionary(f => f.Name, f => f.Type),
                NullValues = target.NullText.Length == 0 ? [] : [target.NullText],
                Empty = target.NullText.Length == 0 ? EmptyCell.Null : EmptyCell.Text,
            };
            var read = CsvReading.OfAsync(source, blockSize.Get).Result;
            string expected = Rows.Show(table.rows);
            if (Rows.Show(read.Rows) != expected || read.Failures.Count > 0)
                throw new InvalidOperationException($"{target}\nread:\n{read}\n\nexpected:\n{expected}\n\nfile:\n{File.ReadAllText(target.Path.FullPath)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    /// <summary>Without quotes, or in an encoding that lacks characters, a row is either refused or reads back as it was.</summary>
    [Fact]
    public void What_would_not_read_back_is_refused()
    {
        var cell = Gen.Frequency((1, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("")), (6, Gen.Elements(Pieces).Select(t => (string?)t)), (2, Text.Select(t => (string?)t)));
        var dialects = from delimiter in Gen.Elements(",", "||", "+|", "aba")
                       from separator in Gen.Elements(null, "&|\n", "\n")
                       from quoting in Gen.Elements(CsvQuoting.Needed, CsvQuoting.Never)
                       from quote in Gen.Elements("\"", "none")
                       from escape in Gen.Elements(CsvEscape.Doubled, CsvEscape.Backslash, CsvEscape.None)
                       from nullText in Gen.Elements("", "NULL", "\\N")
                       from encoding in Gen.Elements("utf-8", "windows-1252", "shift_jis", "utf-16be")
                       select new CsvTargetOptions { Path = _folder.At("f.csv"), Delimiter = delimiter, RecordSeparator = separator, Quoting = quoting, Quote = quote, Escape = escape, NullText = nullText, Encoding = encoding };
        Prop.ForAll(dialects.ToArbitrary(), Gen.ListOf(Gen.ArrayOf(cell, 2)).ToArbitrary(), (target, rows) =>
        {
            var schema = new RecordSchema([new Field("x", DataType.Text), new Field("y", DataType.Text)]);
            var refused = WriteAsync(target, schema, [.. rows]).Result.Failures.Select(f => f.Row).ToHashSet();
            var source = new CsvSourceOptions
            {
                Path = target.Path,
                Delimiter = target.Delimiter,
                RecordSeparator = target.RecordSeparator,
                Quote = target.Quote,
                Escape = target.Escape,
                Encoding = target.Encoding,
                NullValues = target.NullText.Length == 0 ? [] : [target.NullText],
                Empty = target.NullText.Length == 0 ? EmptyCell.Null : EmptyCell.Text,
            };
            var read = CsvReading.OfAsync(source, 1).Result;
            string expected = Rows.Show(rows.Where((_, i) => !refused.Contains(i)));
            if (Rows.Show(read.Rows) != expected || read.Failures.Count > 0)
                throw new InvalidOperationException($"{target}\nread:\n{read}\n\nexpected:\n{expected}\n\nfile:\n{File.ReadAllText(target.Path.FullPath)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static void Compare(byte[] file, CsvReading read, bool single)
    {
        int width = single ? 1 : 2;
        var expected = NaiveCsv.Read(file, skipEmptyLines: !single).Skip(1).ToList();
        var cells = expected.Select(r => Enumerable.Range(0, width).Select(i => i < r.Cells.Count ? (object?)r.Cells[i] : null).ToArray());
        Rows.Show(read.Rows).Should().Be(Rows.Show(cells));
        read.Origins.Should().Equal(expected.Select(r => (1L + file.AsSpan(0, r.Start).Count((byte)'\n'), (long)r.Start)));
        read.Failures.Select(f => f[..f.IndexOf(' ', f.IndexOf(' ') + 1)]).Should().Equal(expected.Where(r => r.Malformed || r.Cells.Count != width)
            .Select(r => $"{(r.Malformed ? "malformed" : "columns")} {1L + file.AsSpan(0, r.Start).Count((byte)'\n')}"));
    }

    private static async Task<WriteResult> WriteAsync(CsvTargetOptions options, RecordSchema schema, object?[][] rows)
    {
        var target = new CsvTarget(options, TestFolder.Context);
        await using var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", false), default);
        using var batch = Rows.Batch(schema, rows);
        using var encoded = target.CreateEncoder(schema).Encode(batch, batch.Selection.Rows);
        var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, encoded), default);
        await writer.CompleteAsync(default);
        return result;
    }
}

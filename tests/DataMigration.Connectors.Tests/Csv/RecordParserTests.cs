using System.Text;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Tests.Conformance;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Csv;

public sealed class RecordParserTests
{
    /// <summary>Every text of up to six of the characters that matter: the machine for any dialect and the plain reader agree about the common one.</summary>
    [Fact]
    public void It_reads_the_common_dialect_as_the_plain_reader_does()
    {
        byte[] letters = "a,\"\r\n"u8.ToArray();
        var parser = new RecordParser<byte>(new CsvDialect(",", '"'), Encoding.UTF8.GetBytes);
        var list = new CellList();
        var sink = new CellList.Sink(list);
        byte[] value = new byte[8];
        foreach (byte[] text in Texts(letters, 6))
        {
            var found = new List<string>();
            for (int at = 0; at < text.Length;)
            {
                int start = at;
                list.Clear();
                at = parser.Read(text, at, true, ref sink);
                var cells = Enumerable.Range(0, list.Count).Select(i => (list[i].Form & CellForm.Escaped) == 0
                    ? list[i].Form == CellForm.Plain && list[i].Start == list[i].End ? null : Encoding.UTF8.GetString(text[list[i].Start..list[i].End])
                    : Encoding.UTF8.GetString(value, 0, parser.Unescape(text.AsSpan()[list[i].Start..list[i].End], list[i].Form, value)));
                found.Add($"{start}-{parser.End}-{at} {parser.Problem is not null} {string.Join('|', cells.Select(c => c ?? "NULL"))}");
            }
            var expected = NaiveCsv.Read(text, skipEmptyLines: false).Select(r => $"{r.Start}-{r.End}-{r.Next} {r.Malformed} {string.Join('|', r.Cells.Select(c => c ?? "NULL"))}");
            if (!found.SequenceEqual(expected)) Assert.Fail($"{Show(text)}:\n{string.Join('\n', found)}\nexpected\n{string.Join('\n', expected)}");
        }
    }

    public static TheoryData<string, string?, char?, int, string?, bool, string> Dialects => new()
    {
        { ",", null, '"', 0, null, false, "a,\"\r\n" },
        { "||", null, '"', 0, null, false, "a|\"\r\n" },
        { "+|", "&|\n", null, 2, null, false, "+|&\na" },
        { "+|", "&|\n", '"', 0, null, false, "+|&\n\"" },
        { ",", null, '"', 1, null, false, "a,\"\\\n\r" },
        { ",", null, null, 1, null, false, "a,\\\r\n" },
        { ",", "\n", '"', 2, null, false, "a,\"\r\n" },
        { ",", null, '"', 0, "#", true, "#, \"\n" },
        { "\t", null, '"', 0, "//", true, "/\t \"\n" },
        { " | ", null, '"', 0, null, true, "a |\"\n" },
    };

    /// <summary>However little of the data is there at a time, and whatever the size of its units, records end in the same places.</summary>
    [Theory]
    [MemberData(nameof(Dialects))]
    public void The_cut_follows_the_reading(string delimiter, string? separator, char? quote, int escape, string? comment, bool trim, string letters)
    {
        var dialect = new CsvDialect(delimiter, quote) { RecordSeparator = separator, Escape = (CsvEscape)escape, Comment = comment, Trim = trim };
        var parser = new RecordParser<byte>(dialect, Encoding.UTF8.GetBytes);
        var path = new Declarations.FilePath("f.csv", "/f.csv", new Diagnostics.SourceSpan("p.yaml", 1, 1, 1));
        var scanners = new[] { "utf-8", "utf-16be", "utf-32le" }.Select(n => (Encoding: TextEncoding.Find(n)!, Scanner: DialectScanner.For(dialect, TextEncoding.Find(n)!, path, 1))).ToArray();
        var none = default(NoCells);
        foreach (byte[] text in Texts(Encoding.UTF8.GetBytes(letters), 5))
        {
            int first = parser.Read(text, 0, true, ref none);
            foreach (var (encoding, scanner) in scanners)
            {
                byte[] encoded = encoding.Encoding.GetBytes(Encoding.UTF8.GetString(text));
                scanner.Reset();
                int end = -1;
                for (int length = 0; end < 0 && length <= encoded.Length; length++) end = scanner.Find(encoded.AsSpan(0, length), 0, false);
                if (end < 0) end = scanner.Find(encoded, 0, true);
                if (end != first * encoding.UnitSize) Assert.Fail($"{Show(text)} in {encoding}: {end} instead of {first * encoding.UnitSize}");
            }
        }
    }

    /// <summary>Where CsvHelper has words for a dialect, both find the same cells and the same broken rows.</summary>
    [Fact]
    public void It_agrees_with_csvhelper()
    {
        using var folder = new TestFolder();
        string[] pieces = ["a", "b c", "\"", "\"\"", ",", "\t", " ", "\n", "\r\n", "#", "é", "NULL", ",\"x\"", "\"y\",", "\n#", "\n \"", "\" ,"];
        var texts = Gen.Select(Gen.ListOf(Gen.Elements(pieces)), string.Concat).ToArbitrary();
        var options = from delimiter in Gen.Elements(",", "\t")
                      from quote in Gen.Elements("\"", "none")
                      from comment in Gen.Elements(null, "#")
                      from trim in Gen.Elements(CsvTrim.None, CsvTrim.Both)
                      from single in Gen.Elements(true, false)
                      select (delimiter, quote, comment, trim, single);
        Prop.ForAll(texts, options.ToArbitrary(), (text, o) =>
        {
            var plain = new CsvSourceOptions { Path = folder.Write("f.csv", (o.single ? "h\n" : $"h{o.delimiter}i\n") + text), Delimiter = o.delimiter, Quote = o.quote, Comment = o.comment, Trim = o.trim, NullValues = ["NULL"] };
            var dialect = CsvDialect.Of(plain);
            dialect.IsPlain.Should().BeTrue();
            var layout = new CsvLayoutReader(plain, dialect).Read(default);
            string[] found = [.. new CellReader[] { CellReader.For(layout, plain, dialect), new DialectCells(layout, plain, dialect) }.Select(r => Read(r, layout, plain, dialect, text))];
            if (found[0] != found[1]) throw new InvalidOperationException($"{plain}\n{Show(Encoding.UTF8.GetBytes(text))}\nCsvHelper:\n{found[0]}\nours:\n{found[1]}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    private static string Read(CellReader reader, CsvLayout layout, CsvSourceOptions options, CsvDialect dialect, string text)
    {
        var heap = new Data.TextHeap(text.Length);
        heap.Append(Encoding.UTF8.GetBytes(text));
        if (heap.Used == 0) return "";
        var cells = new CsvCells(layout.Sources.Length);
        var faults = new CsvFaults(layout, options, dialect);
        if (heap.Bytes[0] == 0xEF) return "";
        reader.Read(heap, false, cells, faults);
        heap.Append(cells.Unescaped);
        // What a broken row's cells are is nobody's business: it is rejected.
        var broken = faults.Problems.ToDictionary(p => p.Row, p => p.Reason);
        var result = new StringBuilder(string.Join(' ', broken));
        for (int column = 0; column < layout.Sources.Length; column++)
        {
            using var values = cells.ToColumn(column, DataType.Text, heap);
            for (int row = 0; row < cells.Rows; row++)
                result.AppendLine($"{cells.RecordStarts[row]}-{cells.RecordEnds[row]} {(broken.ContainsKey(row) ? "broken" : values.GetString(row) ?? "NULL")}");
        }
        return result.ToString();
    }

    private static IEnumerable<byte[]> Texts(byte[] letters, int longest)
    {
        for (int length = 1; length <= longest; length++)
        {
            int count = (int)Math.Pow(letters.Length, length);
            for (int number = 0; number < count; number++)
            {
                byte[] text = new byte[length];
                for (int i = 0, rest = number; i < length; i++, rest /= letters.Length) text[i] = letters[rest % letters.Length];
                yield return text;
            }
        }
    }

    private static string Show(byte[] text) => Encoding.UTF8.GetString(text).Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
}

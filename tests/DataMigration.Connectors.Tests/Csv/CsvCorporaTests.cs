using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>Other people's collections of CSV files, with what they say about them.</summary>
public sealed class CsvCorporaTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Embulk guesses a dialect and types; read by its guess, every file gives all its rows.</summary>
    [SkippableFact]
    public async Task Embulk_files_read_by_their_guess()
    {
        string folder = SharedData.Folder("embulk-guess-csv");
        int compared = 0;
        foreach (string guess in Directory.EnumerateFiles(folder, "*_guessed.yml"))
        {
            string name = Path.GetFileName(guess).Replace("_guessed.yml", ".csv"), text = File.ReadAllText(guess);
            string? Value(string key) => Regex.Match(text, $@"^{key}: (.+)$", RegexOptions.Multiline) is { Success: true } m ? Unquote(m.Groups[1].Value.Trim()) : null;
            // It guesses no columns where it has no records.
            var columns = Regex.Matches(text, "\"?name\"?: \"?([^\",}]+)\"?, \"?type\"?: \"?([a-z]+)").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value switch { "long" => DataType.Integer, "double" => DataType.Number, _ => DataType.Text });
            // Nor has ours an escape that is neither the quote nor a backslash: "' in test_single_quote.csv and test_complex.csv.
            if (columns.Count == 0 || (Value("quote") == "'" && Value("escape") == "\"")) continue;
            string quote = Value("quote") ?? "none";
            var options = new CsvSourceOptions
            {
                Path = SharedData.File(folder, name),
                Delimiter = Value("delimiter") ?? ",",
                Quote = quote,
                Escape = Value("escape") == "\\" ? CsvEscape.Backslash : CsvEscape.Doubled,
                NullValues = Value("null_string") is { } word ? [word] : [],
                Trim = Value("trim_if_not_quoted") == "true" ? CsvTrim.Both : CsvTrim.None,
                SkipRows = int.Parse(Value("skip_header_lines") ?? "0", CultureInfo.InvariantCulture),
                Header = false,
                Columns = columns,
            };
            var read = await CsvReading.OfAsync(options);
            string[] lines = [.. File.ReadAllLines(Path.Combine(folder, name)).Where(l => l.Length > 0)];
            // Embulk's doubles include what no number of ours is, and it lets quotes stand in cells without quotes, which ours rejects unless there is no quote.
            if (name == "test_tab_delimiter.csv") read = await CsvReading.OfAsync(options with { Quote = "none" });
            read.Failures.Where(f => !Regex.IsMatch(f, "^type .*'[+-]?(NaN|Infinity)'")).Should().BeEmpty(name);
            read.Rows.Should().HaveCount(lines.Length - options.SkipRows, name);
            compared++;
        }
        compared.Should().BeGreaterThan(20);
    }

    /// <summary>Sylvan's figures: records, filled cells and longest cell of each column. PartialRecord and Issue_79 are ragged and so <c>lenient</c>; their reader
    /// also keeps Schema.csv's, whose file is whole here.</summary>
    [SkippableFact]
    public async Task Sylvan_files_have_the_figures_they_should() => await CompareFiguresAsync("sylvan-csv", "*.csv", 11);

    [SkippableFact]
    public async Task Airports_keep_namibia()
    {
        await CompareFiguresAsync("ourairports", "*.csv", 4);
        var countries = await CsvReading.OfAsync(new CsvSourceOptions { Path = SharedData.File(SharedData.Folder("ourairports"), "countries.csv") });
        countries.Rows.Single(r => (string?)r[2] == "Namibia")[1].Should().Be("NA");
        countries.Rows.Count(r => (string?)r[3] == "NA").Should().Be(41);
    }

    /// <summary>The files of the W3C that no metadata describes: cell by cell. A cell that is empty is left out of their result.</summary>
    [SkippableFact]
    public async Task W3c_tables_are_cell_by_cell_the_same()
    {
        string folder = SharedData.Folder("w3c-csvw");
        int compared = 0;
        foreach (string name in new[] { "test001", "test005", "test006", "test007", "test008", "test009", "test010" })
        {
            var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = SharedData.File(folder, name + ".csv") });
            var source = new CsvSource(new CsvSourceOptions { Path = SharedData.File(folder, name + ".csv") }, TestFolder.Context);
            var fields = (await source.DiscoverAsync(default)).Fields;
            var found = read.Rows.Select(row => string.Join(" | ", fields.Select((f, i) => (f.Name, Value: row[i])).Where(c => c.Value is not null).Select(c => $"{c.Name}={c.Value}")));
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")))!["tables"]![0]!["row"]!.AsArray()
                .Select(r => string.Join(" | ", r!["describes"]![0]!.AsObject().Where(c => c.Key != "@id").Select(c => $"{Uri.UnescapeDataString(c.Key)}={c.Value}")));
            found.Should().Equal(expected, name);
            compared++;
        }
        compared.Should().Be(7);
    }

    /// <summary>DuckDB's files in other encodings read as the same text.</summary>
    [SkippableTheory]
    [InlineData("latin1.csv", "iso-8859-1", 12)]
    [InlineData("latin1.csv.gz", "iso-8859-1", 12)]
    [InlineData("only_latin1.csv", "iso-8859-1", 5)]
    [InlineData("only_utf16.csv", null, 5)]
    [InlineData("utf16.csv", null, 20)]
    [InlineData("utf16.csv.gz", null, 20)]
    [InlineData("shift_jis.csv", "shift_jis", 20)]
    public async Task DuckDb_encodings(string name, string? encoding, int rows)
    {
        string folder = Path.Combine(SharedData.Folder("duckdb-csv"), "csv", "encodings");
        foreach (int size in new[] { 16, 100_000 })
        {
            var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = SharedData.File(folder, name), Encoding = encoding }, size);
            read.Failures.Should().BeEmpty();
            read.Rows.Should().HaveCount(rows).And.OnlyContain(r => r.All(c => c != null && !((string)c).Contains('\uFFFD')));
        }
    }

    public static TheoryData<string, string, string> PgloaderCases => new()
    {
        { "csv-newline", "plop | bar | foo\nplip | second line | bar", "" },
        { "csv-null-if", "1 | NULL | testing nulls\n2 | 2 | another test", "" },
        { "csv-temp", "100 | 2015-01-01 00:00:00 | -6 | 10", "first" },
        { "csv-header", "a | b | c | d | 1 | e\nfoo | bar | baz | quux | 2 | foobar", "" },
    };

    /// <summary>pgloader's inline data, by the options of its command. Its <c>csv-missing-col</c> pads short rows with empty text; ours rejects them unless <c>ragged: pad</c>.</summary>
    [SkippableTheory]
    [MemberData(nameof(PgloaderCases))]
    public async Task Pgloader_data(string name, string expected, string part)
    {
        var test = JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.Folder("pgloader-cases"), "cases.json")))!.AsArray().Single(c => (string)c!["name"]! == name)!;
        var path = _folder.Write("f.csv", (string)test["inline_data"]!);
        static Dictionary<string, DataType> Columns(params string[] names) => names.ToDictionary(n => n, _ => DataType.Text);
        var options = name switch
        {
            "csv-newline" => new CsvSourceOptions { Path = path, Delimiter = "¦", RecordSeparator = "¶", Header = false, Columns = Columns("f1", "f2", "f3") },
            "csv-null-if" => new CsvSourceOptions { Path = path, Escape = CsvEscape.Backslash, NullValues = ["\\N"], Header = false, Columns = Columns("id", "number", "data") },
            "csv-temp" => new CsvSourceOptions { Path = path, Delimiter = ";", Header = false, Columns = Columns("a", "b", "nil", "t") },
            _ => new CsvSourceOptions { Path = path },
        };
        var read = await CsvReading.OfAsync(options);
        read.Failures.Should().BeEmpty();
        var rows = read.Rows.Select(r => string.Join(" | ", r.Select(c => c ?? "NULL")));
        string.Join('\n', part == "first" ? rows.Take(1) : rows).Should().Be(expected);
    }

    private static async Task CompareFiguresAsync(string set, string pattern, int files)
    {
        string folder = SharedData.Folder(set);
        var figures = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "EXPECTED.json")))!;
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(folder, pattern))
        {
            string name = Path.GetFileName(file);
            var expected = figures[name]!;
            bool ragged = expected["ragged_records"]!.AsObject().Count > 0;
            var options = new CsvSourceOptions { Path = SharedData.File(folder, name), Ragged = ragged ? CsvRagged.Lenient : CsvRagged.Reject };
            var source = new CsvSource(options, TestFolder.Context);
            var names = (await source.DiscoverAsync(default)).Fields.Select(f => f.Name).ToList();
            names.Should().Equal(expected["header"]!.AsArray().Select(n => (string)n!), name);
            var read = await CsvReading.OfAsync(options);
            read.Failures.Should().BeEmpty(name);
            // Their reader counts a line without any cell.
            read.Rows.Should().HaveCount((int)expected["records"]! - ((int?)expected["ragged_records"]!["0"] ?? 0), name);
            foreach (var (column, facts) in expected["column_facts"]!.AsObject())
            {
                var cells = read.Rows.Select(r => (string?)r[names.IndexOf(column)] ?? "").Where(c => c.Length > 0).ToList();
                cells.Should().HaveCount((int)facts!["non_empty"]!, $"{name} {column}");
                cells.Select(c => c.EnumerateRunes().Count()).DefaultIfEmpty(0).Max().Should().Be((int)facts["max_chars"]!, $"{name} {column}");
            }
            compared++;
        }
        compared.Should().Be(files);
    }

    private static string Unquote(string value) => value switch
    {
        ['\'', .., '\''] => value[1..^1].Replace("''", "'"),
        ['"', .., '"'] => value[1..^1].Replace("\\\\", "\\").Replace("\\\"", "\"").Replace("\\t", "\t"),
        _ => value,
    };
}

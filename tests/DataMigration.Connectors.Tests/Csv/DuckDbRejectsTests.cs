using System.Globalization;
using System.Text.Json.Nodes;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>
/// DuckDB's own tests of rejected rows: the same rows, by the same lines and bytes, for the same reasons. Where ours differ on purpose:
/// <list type="table">
/// <item>Bytes: DuckDB counts them from 1, ours from 0.</item>
/// <item>A row of too few or too many cells: DuckDB gives a reason a cell, and judges those that are there; ours gives one reason.</item>
/// <item>Cells beyond the columns that are empty (a delimiter at the end of the line): DuckDB passes over one, ours is a cell too many (<c>ragged: ignore_extra</c>).</item>
/// </list>
/// </summary>
public sealed class DuckDbRejectsTests
{

    public static TheoryData<string, bool, string> Files => new()
    {
        { "csv/rejects/incorrect_columns/few_columns.csv", true, "a b c d" },
        { "csv/rejects/incorrect_columns/many_columns.csv", true, "a b c d" },
        { "csv/rejects/incorrect_columns/mix_columns.csv", true, "a b c d" },
        { "csv/rejects/incorrect_columns/small_mix.csv", true, "a b c d" },
        { "csv/error/mismatch/bad.csv", false, "col0 col1 col2:text" },
        { "csv/error/mismatch/bad2.csv", false, "col0 col1 col2" },
        { "csv/error/mismatch/big_bad.csv", false, "num str:text" },
        { "csv/error/mismatch/big_bad2.csv", false, "num str:text" },
        { "csv/comments/error.csv", true, "a b" },
        { "csv/error.csv", true, "column0:boolean column2:boolean" },
    };

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public async Task Rejects_are_the_same(string file, bool header, string columns)
    {
        string folder = SharedData.Folder("duckdb-csv");
        var expected = Expected(folder, file);
        var options = new CsvSourceOptions
        {
            Path = SharedData.File(folder, file),
            Header = header,
            Columns = columns.Split(' ').Select(c => c.Split(':')).ToDictionary(c => c[0], c => c.Length == 1 ? DataType.Integer : c[1] == "text" ? DataType.Text : DataType.Boolean),
            Delimiter = file.Contains("comments") ? ";" : ",",
            Comment = file.Contains("comments") ? "#" : null,
            Ragged = file.Contains("mismatch/bad") ? CsvRagged.IgnoreExtra : CsvRagged.Reject,
        };
        if (file == "csv/error.csv") options = options with { Header = true, Columns = null };
        var source = new CsvSource(options, TestFolder.Context, 512);
        await source.DiscoverAsync(default);
        var found = new List<(long Line, long Byte, string Reason)>();
        await foreach (var batch in source.ReadAsync(default))
        {
            foreach (var failure in batch.Failures.Failures)
                found.Add((batch.Origins[failure.Row].Line!.Value, batch.Origins[failure.Row].ByteOffset!.Value + 1, failure.Rule.Code == "type" ? failure.Field! : failure.Rule.Code));
            batch.Dispose();
        }
        found.Distinct().Order().Should().Equal(expected.Distinct().Order());
        found.Should().NotBeEmpty();
    }

    private static List<(long Line, long Byte, string Reason)> Expected(string folder, string file)
    {
        foreach (var test in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "sqllogic-cases.json")))!.AsArray())
        {
            bool here = false;
            foreach (var step in test!["steps"]!.AsArray())
            {
                string sql = (string)step!["sql"]!;
                if (sql.Contains("store_rejects", StringComparison.Ordinal)) here = sql.Contains($"/{file}'", StringComparison.Ordinal);
                if (here && sql.Contains("EXCLUDE (scan_id", StringComparison.Ordinal) && sql.Contains("reject_errors", StringComparison.Ordinal))
                    return Rejects(((string)step["expected"]!).Split('\n', StringSplitOptions.RemoveEmptyEntries), sql.Contains("file_id", StringComparison.Ordinal) ? 0 : 1);
            }
        }
        throw new InvalidOperationException($"No test reads {file}.");
    }

    private static List<(long Line, long Byte, string Reason)> Rejects(string[] lines, int from)
    {
        var all = lines.Select(l => l.Split('\t')).Select(c => (Line: Number(c[from]), Byte: Number(c[from + 1]), Column: c[from + 4], Kind: c[from + 5])).ToList();
        var broken = all.Where(r => r.Kind.EndsWith("COLUMNS", StringComparison.Ordinal)).Select(r => r.Byte).ToHashSet();
        return [.. all.Select(r => (r.Line, r.Byte, broken.Contains(r.Byte) ? "columns" : r.Column))];
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace DataMigration.Cli.Databases;

/// <summary>AdventureWorks: 37 files of SQL Server's bcp, without headers, in two dialects: money, GUIDs, flags, dates, times, milliseconds.</summary>
public sealed partial class AdventureWorksMoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task From_bcp_into_postgres_into_sqlite_and_back_every_value_is_the_same()
    {
        string data = SharedData.Folder("adventureworks-oltp");
        using var postgres = new PostgresDatabase();
        var files = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "tables.json"))).RootElement.EnumerateObject().ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), f => f.Value);
        List<TableShape> tables = [.. files.Select(f => new TableShape(f.Key, [.. f.Value.GetProperty("columns").EnumerateArray().Select(Column)], [], []))];
        var lite = new SqliteFile(Path.Combine(_folder.Path, "lite.db"));
        lite.Execute(tables.Select(t => t.CreateInSqlite()));
        postgres.Execute(tables.Select(t => t.CreateInPostgres()));
        _folder.Write("datamigration.yaml", $"connections:\n  lite: {{ sqlite: {{ path: lite.db }} }}\n  server: {{ postgres: {{ connection_string: \"{postgres.ConnectionString}\" }} }}\n");

        int rows = files.Values.Sum(f => f.GetProperty("rows").GetInt32());
        var move = new Move(_folder, tables) { Moments = "yyyy-MM-dd HH:mm:ss.fff" };
        await Runs.CompleteAsync(move.FromCsv("load", data.Replace('\\', '/'), "server", table => Dialect(table, files[table.Name])), tables.Count, rows);
        await Runs.CompleteAsync(move.Between("on", "server", "lite"), tables.Count, rows);
        string back = move.ToCsv("back", "lite", ", delimiter: \"\\t\", quote: none, header: false, true_text: \"1\", false_text: \"0\", time_format: HH:mm:ss.fffffff");
        await Runs.CompleteAsync(back, tables.Count, rows);

        foreach (var table in tables)
            File.ReadAllLines(Path.Combine(back, table.Name + ".csv")).Order(StringComparer.Ordinal).Should().Equal(Expected(data, table, files[table.Name]).Order(StringComparer.Ordinal), table.Name);
        lite.Column("select printf('%.4f', sum(ListPrice)) from Product").Should().Equal("221087.7900");
        lite.Column("select count(*) from Product where Color is null").Should().Equal("248");
    }

    private static string Dialect(TableShape table, JsonElement file) =>
        $", header: false, quote: none, columns: {{ {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\": text"))} }}"
        + (Terminator(file, "fieldTerminator") == "\t" ? ", delimiter: \"\\t\"" : ", delimiter: \"+|\", record_separator: \"&|\\n\"");

    /// <summary>The file's own cells, in the forms that our writer has for money and GUIDs.</summary>
    private static IEnumerable<string> Expected(string data, TableShape table, JsonElement file) =>
        File.ReadAllText(Path.Combine(data, table.Name + ".csv")).Split(Terminator(file, "rowTerminator"))[..^1].Select(row => string.Join('\t', row.Split(Terminator(file, "fieldTerminator")).Zip(table.Columns, (cell, column) =>
            column.Type == "guid" ? cell.ToLowerInvariant() : column.Type.StartsWith("decimal", StringComparison.Ordinal) && cell.StartsWith('.') ? "0" + cell : cell)));

    private static string Terminator(JsonElement file, string name) => file.GetProperty(name).GetString()!.Replace("0x0a", "\n", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    private static ColumnShape Column(JsonElement column)
    {
        string declared = column[1].GetString()!, name = BareType().Match(declared).Value;
        string type = name switch
        {
            "int" or "smallint" or "tinyint" => "integer",
            "money" or "smallmoney" => "decimal(19,4)",
            "decimal" => "decimal(8,2)",
            "Flag" => "boolean",
            "uniqueidentifier" => "guid",
            "date" or "time" or "datetime" => name,
            _ => "text",
        };
        return new ColumnShape(column[0].GetString()!, type, type == "text" && Length().Match(declared) is { Success: true } length ? int.Parse(length.Value) : 0, declared.Contains("NOT NULL", StringComparison.Ordinal));
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex BareType();

    [GeneratedRegex(@"(?<=char\]\()\d+")]
    private static partial Regex Length();
}

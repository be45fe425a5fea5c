using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace DataMigration.Cli.Databases;

/// <summary>A SQLite database seen past the engine: its own description, its own values.</summary>
internal sealed partial class SqliteFile(string path)
{
    public string Path { get; } = path;

    /// <summary>In name order, in which parents do not come first.</summary>
    public IReadOnlyList<TableShape> Tables() =>
        [.. Column("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name").Select(Shape)];

    public void Execute(params IEnumerable<string> statements)
    {
        using var connection = Open();
        foreach (string sql in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Every row with its values and their storage classes, in the order of the table; moments in one form, of which the engine writes the one with a T.</summary>
    public List<string> Rows(TableShape table)
    {
        string columns = string.Join(" || '|' || ", table.Columns.Select(c => $"""typeof("{c.Name}") || ':' || quote({(c.Type == "datetime" ? "datetime" : "")}("{c.Name}"))"""));
        return Column($"""select {columns} from "{table.Name}" order by rowid""");
    }

    public List<string> Column(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return values;
    }

    private TableShape Shape(string table)
    {
        var columns = Column($"select name || ',' || type || ',' || \"notnull\" from pragma_table_info('{table}') order by cid").Select(c => Declared().Match(c)).Select(m =>
            new ColumnShape(m.Groups["name"].Value, Type(m.Groups["type"].Value), m.Groups["text"].Success ? int.Parse(m.Groups["length"].Value, CultureInfo.InvariantCulture) : 0, m.Groups["required"].Value == "1")).ToList();
        var references = Column($"select id || ',' || \"table\" || ',' || \"from\" || ',' || \"to\" from pragma_foreign_key_list('{table}') order by id, seq").Select(r => r.Split(',')).GroupBy(r => r[0])
            .Select(g => new ReferenceShape([.. g.Select(r => r[2])], g.First()[1], [.. g.Select(r => r[3])])).ToList();
        return new TableShape(table, columns, Column($"select name from pragma_table_info('{table}') where pk > 0 order by pk"), references);
    }

    private static string Type(string declared) => declared.ToUpperInvariant() switch
    {
        "INTEGER" => "integer",
        "DATETIME" => "datetime",
        var type when type.StartsWith("NUMERIC", StringComparison.Ordinal) => type.Replace("NUMERIC", "decimal", StringComparison.Ordinal),
        var type when type.StartsWith("NVARCHAR", StringComparison.Ordinal) => "text",
        var type => throw new InvalidOperationException(type),
    };

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    [GeneratedRegex(@"^(?<name>[^,]*),(?<type>(?<text>NVARCHAR)?[^,(]*(\((?<length>\d+)(,\d+)?\))?),(?<required>[01])$")]
    private static partial Regex Declared();
}

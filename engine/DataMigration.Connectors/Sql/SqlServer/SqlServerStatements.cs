using System.Globalization;
using System.Text;
using DataMigration.Connectors.Sql.Staging;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The texts of a load over the stage.</summary>
/// <param name="write">For this table: what it fills by itself is left out.</param>
/// <param name="fields">The fields that are sent.</param>
/// <param name="table">The table as the catalogue has it.</param>
/// <param name="target">Where the rows go, quoted: the table, or one that stands in for it.</param>
/// <param name="journal">What is written down beside, or null.</param>
internal sealed class SqlServerStatements(SqlWrite write, int[] fields, SqlServerTable table, string target, SqlServerRunJournal? journal = null) : IStageStatements
{
    public const string Stage = "#datamigration_stage";

    /// <summary>Leads what is only asked to know more: a server that cannot answer does not end the load.</summary>
    public const string Optional = "/* optional */ ";

    /// <summary>Rows of one statement that takes rows out.</summary>
    private const int UnstagedAtOnce = 500;

    private readonly string _rowName = RowNameFor(table);

    /// <summary>The column of the rows' numbers, without quotes.</summary>
    public string RowName => _rowName;

    /// <summary>The name of the stage's or the target's column for a field, without quotes.</summary>
    public string ColumnOf(int field) => Column(field).Name;

    /// <summary>The stage: the columns' types and collations, and none of their rules.</summary>
    public string CreateStage => $"CREATE TABLE {Stage} ({Row} int NOT NULL PRIMARY KEY, {string.Join(", ", fields.Select(f => Declare(Column(f))))})";

    public static string EmptyStage => $"TRUNCATE TABLE {Stage}";

    /// <summary>A table of the same columns for a dry run, which must not touch the target.</summary>
    public static string CreateStand(SqlServerTable table, string name) =>
        $"CREATE TABLE {name} ({string.Join(", ", table.Columns.Cast<SqlServerColumn>().Where(c => !c.Generated).Select(DeclareFree))})";

    /// <summary>A column as the table has it, and none of its rules.</summary>
    public static string DeclareFree(SqlServerColumn column) => $"{SqlServerText.Quote(column.Name)} {column.Type}{Collate(column, column.Type)} NULL";

    public string Existing => $"SELECT s.{Row} FROM {Stage} AS s WHERE EXISTS (SELECT 1 FROM {target} AS t WHERE {KeyIs("s")})";

    public string Insert => Inserting($"WHERE {InRange}");

    public string InsertMissing => Inserting($"WHERE {InRange} AND NOT EXISTS (SELECT 1 FROM {target} AS t WITH (UPDLOCK, HOLDLOCK) WHERE {KeyIs("s")})");

    public string? Update
    {
        get
        {
            if (write.Updated.Length == 0) return null;
            string set = $"UPDATE t SET {string.Join(", ", write.Updated.Select(f => $"{Quoted(f)} = s.{Quoted(f)}"))}";
            string rows = $"INNER JOIN {Stage} AS s ON {KeyIs("s")} WHERE {InRange} AND EXISTS (SELECT {Values("s")} EXCEPT SELECT {Values("t")})";
            return journal is null or { IsWhole: true } ? $"{set} FROM {target} AS t {rows}" : journal.Changing(set, target, rows, Repeats);
        }
    }

    public string Delete
    {
        get
        {
            string rows = $"INNER JOIN {Stage} AS s ON {KeyIs("s")} WHERE {InRange}";
            return journal is null ? $"DELETE t FROM {target} AS t {rows}" : journal.Deleting(target, rows, Repeats);
        }
    }

    /// <summary>Whether a later row may have the key of an earlier one.</summary>
    private bool Repeats => write.Duplicates == DuplicatePolicy.Last;

    private string Row => SqlServerText.Quote(_rowName);

    private string InRange => $"s.{Row} BETWEEN @low AND @high";

    public IEnumerable<string> Unstage(IEnumerable<int> rows) =>
        rows.Chunk(UnstagedAtOnce).Select(some => $"DELETE FROM {Stage} WHERE {Row} IN ({string.Join(", ", some.Select(r => r.ToString(CultureInfo.InvariantCulture)))})");

    public string Shared(StageUnique unique)
    {
        string columns = SqlServerText.List(unique.Columns.Select(NameOf), "s");
        string values = unique.NullsEqual ? "" : $" WHERE {NoneNull(unique.Columns)}";
        return $"SELECT q.[number], q.[first] FROM (SELECT s.{Row} AS [number], COUNT(*) OVER (PARTITION BY {columns}) AS [sharing], MIN(s.{Row}) OVER (PARTITION BY {columns}) AS [first] FROM {Stage} AS s{values}) AS q WHERE q.[sharing] > 1 ORDER BY q.[number]";
    }

    public string Taken(StageUnique unique, bool otherKeysOnly)
    {
        string same = string.Join(" AND ", unique.Columns.Select(c => Is(c, unique.NullsEqual)));
        string others = otherKeysOnly ? $" AND NOT ({KeyIs("s")}) AND NOT EXISTS (SELECT 1 FROM {Stage} AS k WHERE {KeyIs("k")})" : "";
        return $"SELECT s.{Row} FROM {Stage} AS s WHERE EXISTS (SELECT 1 FROM {target} AS t WHERE {same}{others})";
    }

    public string Held(StageUnique unique)
    {
        string same = string.Join(" AND ", unique.Columns.Select(c => Is(c, unique.NullsEqual)));
        return $"SELECT s.{Row}, MIN(k.{Row}) FROM {Stage} AS s JOIN {target} AS t ON {same} JOIN {Stage} AS k ON {KeyIs("k")} WHERE NOT ({KeyIs("s")}) GROUP BY s.{Row}";
    }

    public string Orphans(StageForeignKey key)
    {
        var pairs = key.Columns.Zip(key.ParentColumns).ToList();
        string asks = NoneNull(key.Columns);
        string Matches(string parent) => string.Join(" AND ", pairs.Select(p => $"{parent}.{SqlServerText.Quote(NameOf(p.Second))} = s.{SqlServerText.Quote(NameOf(p.First))}"));
        if (!key.IsSelf) return $"SELECT s.{Row} FROM {Stage} AS s WHERE {asks} AND NOT EXISTS (SELECT 1 FROM {key.Parent} AS p WHERE {string.Join(" AND ", pairs.Select(p => $"p.{SqlServerText.Quote(p.Second)} = s.{SqlServerText.Quote(NameOf(p.First))}"))})";
        string missing = $"{asks} AND NOT EXISTS (SELECT 1 FROM {target} AS t WHERE {Matches("t")})";
        return key.ParentColumns.All(c => fields.Any(f => string.Equals(write.Schema[f].Name, c, StringComparison.OrdinalIgnoreCase)))
            ? $"SELECT s.{Row}, p.{Row} FROM {Stage} AS s LEFT JOIN {Stage} AS p ON {Matches("p")} WHERE {missing}"
            : $"SELECT s.{Row}, CAST(NULL AS int) FROM {Stage} AS s WHERE {missing}";
    }

    public string Breakers(StageCheck check) => $"{Optional}SELECT s.{Row} FROM {Stage} AS s WHERE NOT ({check.Expression})";

    /// <summary>Whether the stage keeps a column as the table does, so that its rules can be asked there.</summary>
    public static bool StandsOnStage(SqlServerColumn column) => column.Type.OnStage == column.Type;

    private SqlServerColumn Column(int field) => table.Column(write.Schema[field].Name);

    private string NameOf(string column) => table.Column(column).Name;

    private string Quoted(int field) => SqlServerText.Quote(ColumnOf(field));

    private static string Declare(SqlServerColumn column) => $"{SqlServerText.Quote(column.Name)} {column.Type.OnStage}{Collate(column, column.Type.OnStage)} NULL";

    /// <summary>A temporary table's own default would be that of tempdb.</summary>
    private static string Collate(SqlServerColumn column, SqlServerType type) => type.IsText ? $" COLLATE {(column.Type.IsText ? column.Collation ?? "DATABASE_DEFAULT" : "DATABASE_DEFAULT")}" : "";

    private string KeyIs(string from) => string.Join(" AND ", write.Key.Select(f => $"t.{Quoted(f)} = {from}.{Quoted(f)}"));

    private string Is(string name, bool nullsEqual)
    {
        var column = table.Column(name);
        string quoted = SqlServerText.Quote(column.Name);
        return nullsEqual && column.AllowsNull ? $"EXISTS (SELECT t.{quoted} INTERSECT SELECT s.{quoted})" : $"t.{quoted} = s.{quoted}";
    }

    private string NoneNull(IEnumerable<string> columns) => string.Join(" AND ", columns.Select(c => $"s.{SqlServerText.Quote(NameOf(c))} IS NOT NULL"));

    /// <summary>What two rows are compared by: bytes, where values that are alike to the server are not the same (letters of another case, blanks behind, another offset).</summary>
    private string Values(string from)
    {
        var values = new StringBuilder();
        foreach (int field in write.Updated)
        {
            var type = Column(field).Type;
            string own = $"{from}.{Quoted(field)}";
            if (values.Length > 0) values.Append(", ");
            values.Append(type.Name switch
            {
                "text" => $"CAST(CAST({own} AS varchar(max)) AS varbinary(max))",
                "ntext" => $"CAST(CAST({own} AS nvarchar(max)) AS varbinary(max))",
                // In the one form that the server prints them in.
                "xml" or "json" => $"CAST(CAST(CAST({own} AS {type.Name}) AS nvarchar(max)) AS varbinary(max))",
                "image" => $"CAST({own} AS varbinary(max))",
                "char" or "nchar" or "varchar" or "nvarchar" => $"CAST({own} AS varbinary({(type.Length < 0 ? "max" : type.Length.ToString(CultureInfo.InvariantCulture))}))",
                _ => own,
            });
            // Zeros behind bytes do not count in a comparison.
            if (type.IsText || type.Name is "binary" or "varbinary" or "image") values.Append(CultureInfo.InvariantCulture, $", DATALENGTH({own})");
            if (type.Name == "datetimeoffset") values.Append(CultureInfo.InvariantCulture, $", DATEPART(TZOFFSET, {own})");
        }
        return values.ToString();
    }

    private string Inserting(string which)
    {
        var columns = write.Inserted.Select(ColumnOf).ToList();
        string named = journal is { IsWhole: false } ? $" {journal.Naming}" : "";
        string insert = $"INSERT INTO {target} ({SqlServerText.List(columns)}){named} SELECT {SqlServerText.List(columns, "s")} FROM {Stage} AS s {which} ORDER BY s.{Row}";
        string counted = $"{insert}; SET @rows = @@ROWCOUNT";
        // A session can number the rows of one table at a time: it does so for one statement.
        if (write.Inserted.Any(f => Column(f).Identity) && !target.StartsWith('#')) insert = counted = $"SET IDENTITY_INSERT {target} ON; {counted}; SET IDENTITY_INSERT {target} OFF";
        return journal is null ? insert : journal.Inserting(counted, target);
    }

    private static string RowNameFor(SqlServerTable table)
    {
        string name = "__row";
        while (table.Columns.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) name = "_" + name;
        return name;
    }
}

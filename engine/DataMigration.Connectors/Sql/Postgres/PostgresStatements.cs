using DataMigration.Connectors.Sql.Staging;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The texts of a load over the stage.</summary>
/// <param name="write">For this table: what it fills by itself is left out.</param>
/// <param name="fields">The fields that are sent.</param>
/// <param name="table">The table as the catalogue has it.</param>
/// <param name="target">Where the rows go, quoted: the table, or one that stands in for it.</param>
/// <param name="stage">The stage, quoted.</param>
/// <param name="journal">What is written down beside, or null.</param>
internal sealed class PostgresStatements(SqlWrite write, int[] fields, PostgresTable table, string target, string stage, PostgresJournal? journal) : IStageStatements
{
    public PostgresJournal? Journal => journal;

    /// <summary>A name that no column of the table has.</summary>
    private string RowNumber { get; } = Enumerable.Range(2, int.MaxValue - 2).Select(n => new string('_', n) + "row").First(name => table.Columns.All(c => c.Name != name));

    private string InRange => $"s.{RowNumber} BETWEEN $1 AND $2";

    /// <summary>The stage: the columns' base types and collations, and none of their rules; a type whose wire form is not ours comes as text.</summary>
    public string CreateStage => $"CREATE TEMP TABLE IF NOT EXISTS {stage} ({RowNumber} int NOT NULL, {string.Join(", ", fields.Select(f => Declare(Column(f))))}) ON COMMIT DELETE ROWS";

    public string CopyToStage => $"COPY {stage} ({RowNumber}, {PostgresText.List(fields.Select(Name))}) FROM STDIN (FORMAT BINARY)";

    public string CopyToTarget => $"COPY {target} ({PostgresText.List(fields.Select(Name))}) FROM STDIN (FORMAT BINARY)";

    public string EmptyStage => $"TRUNCATE {stage}";

    /// <summary>Fields of a row.</summary>
    public int Width => fields.Length;

    public string Unstage => $"DELETE FROM {stage} WHERE {RowNumber} = ANY($1)";

    public string Existing => $"SELECT s.{RowNumber} FROM {stage} s WHERE EXISTS (SELECT 1 FROM {target} t WHERE {KeyIs("s")})";

    public string Insert => Inserting($"{InsertInto} WHERE {InRange} ORDER BY s.{RowNumber}");

    public string InsertMissing => Inserting($"{InsertInto} WHERE {Missing} ORDER BY s.{RowNumber}");

    public string? Update
    {
        get
        {
            if (write.Updated.Length == 0) return null;
            string set = string.Join(", ", write.Updated.Select(f => $"{Quoted(f)} = {Value(f, "s")}"));
            return journal is null ? $"UPDATE {target} t SET {set} FROM {stage} s WHERE {Differing}" : journal.Changing(set, target, stage, Differing, Repeats);
        }
    }

    public string Delete
    {
        get
        {
            string delete = $"DELETE FROM {target} t USING {stage} s WHERE {InRange} AND {KeyIs("s")}";
            return journal is null ? delete : journal.Deleting(delete, Repeats);
        }
    }

    public string? CountOf(string statement) => statement == Update ? $"SELECT count(*) FROM {target} t, {stage} s WHERE {Differing}"
        : statement == Delete ? $"SELECT count(*) FROM {target} t, {stage} s WHERE {InRange} AND {KeyIs("s")}"
        : $"SELECT count(*) FROM {stage} s WHERE {Missing}";

    public string Shared(StageUnique unique) => $"""
        SELECT q.{RowNumber}, q.g FROM (SELECT {RowNumber}, count(*) OVER w AS n, min({RowNumber}) OVER w AS g FROM {stage} s{(unique.NullsEqual ? "" : $" WHERE {NoneNull(unique.Columns)}")}
        WINDOW w AS (PARTITION BY {PostgresText.List(unique.Columns)})) q WHERE q.n > 1 ORDER BY 1
        """;

    public string Taken(StageUnique unique, bool otherKeysOnly) => $"""
        SELECT s.{RowNumber} FROM {stage} s WHERE EXISTS (SELECT 1 FROM {target} t WHERE {string.Join(" AND ", unique.Columns.Select(c => $"t.{PostgresText.Quote(c)} {(unique.NullsEqual ? "IS NOT DISTINCT FROM" : "=")} s.{PostgresText.Quote(c)}"))}
        {(otherKeysOnly ? $"AND NOT ({KeyIs("s")}) AND NOT EXISTS (SELECT 1 FROM {stage} k WHERE {KeyIs("k")})" : "")})
        """;

    public string Held(StageUnique unique) => $"""
        SELECT s.{RowNumber}, min(k.{RowNumber}) FROM {stage} s JOIN {target} t ON {string.Join(" AND ", unique.Columns.Select(c => $"t.{PostgresText.Quote(c)} {(unique.NullsEqual ? "IS NOT DISTINCT FROM" : "=")} s.{PostgresText.Quote(c)}"))}
        JOIN {stage} k ON {KeyIs("k")} WHERE NOT ({KeyIs("s")}) GROUP BY s.{RowNumber}
        """;

    /// <summary>Of equal keys the form that stands in the target, else that of the first of them.</summary>
    public string? Keys => write.Key.All(f => Column(f).BytesTell) ? null : $"""
        SELECT q.n, q.k FROM (SELECT s.{RowNumber} AS n, first_value(coalesce((SELECT ROW({string.Join(", ", write.Key.Select(f => $"t.{Quoted(f)}"))})::text FROM {target} t WHERE {KeyIs("s")}), ROW({string.Join(", ", write.Key.Select(f => Value(f, "s")))})::text)) OVER (PARTITION BY {string.Join(", ", write.Key.Select(f => Value(f, "s")))} ORDER BY s.{RowNumber}) AS k
        FROM {stage} s WHERE {InRange}) q
        """;

    public string Orphans(StageForeignKey key)
    {
        var pairs = key.Columns.Zip(key.ParentColumns).ToList();
        string asks = key.Full ? $"NOT ({string.Join(" AND ", key.Columns.Select(c => $"s.{PostgresText.Quote(c)} IS NULL"))})" : NoneNull(key.Columns);
        string Is(string parent) => string.Join(" AND ", pairs.Select(p => $"{parent}.{PostgresText.Quote(p.Second)} = s.{PostgresText.Quote(p.First)}"));
        if (!key.IsSelf) return $"SELECT s.{RowNumber} FROM {stage} s WHERE {asks} AND NOT EXISTS (SELECT 1 FROM {key.Parent} p WHERE {Is("p")})";
        string missing = $"{asks} AND NOT EXISTS (SELECT 1 FROM {target} t WHERE {Is("t")})";
        return key.ParentColumns.All(c => fields.Any(f => Name(f) == c))
            ? $"SELECT s.{RowNumber}, p.{RowNumber} FROM {stage} s LEFT JOIN {stage} p ON {Is("p")} WHERE {missing}"
            : $"SELECT s.{RowNumber}, NULL::int FROM {stage} s WHERE {missing}";
    }

    public string Breakers(StageCheck check) => $"SELECT s.{RowNumber} FROM {stage} s WHERE NOT ({check.Expression})";

    private bool Repeats => write.Duplicates == DuplicatePolicy.Last;

    private string Inserting(string insert) => journal is null ? insert : journal.Inserting(insert);

    private string Missing => $"{InRange} AND NOT EXISTS (SELECT 1 FROM {target} t WHERE {KeyIs("s")})";

    private string Differing => $"{InRange} AND {KeyIs("s")} AND ({string.Join(" OR ", write.Updated.Select(Differs))})";

    private string InsertInto =>
        $"INSERT INTO {target} ({PostgresText.List(write.Inserted.Select(Name))}){(write.Inserted.Any(f => Column(f).IdentityAlways) ? " OVERRIDING SYSTEM VALUE" : "")} SELECT {string.Join(", ", write.Inserted.Select(f => Value(f, "s")))} FROM {stage} s";

    private string Name(int field) => write.Schema[field].Name;

    private string Quoted(int field) => PostgresText.Quote(Name(field));

    private PostgresColumn Column(int field) => table.Column(Name(field));

    private static string Declare(PostgresColumn column) =>
        $"{PostgresText.Quote(column.Name)} {(column.Type.Form is null ? "text" : column.TypeText)}{(column.Collation is null || column.Type.Form is null ? "" : $" COLLATE {column.Collation}")}";

    private string Value(int field, string from) => Column(field).Type.Form is null ? PostgresReadText.Of($"{from}.{Quoted(field)}", Column(field), write.Schema[field].Type.Kind == DataKind.Json) : $"{from}.{Quoted(field)}";

    private string KeyIs(string from) => string.Join(" AND ", write.Key.Select(f => $"t.{Quoted(f)} = {Value(f, from)}"));

    /// <summary>By bytes: what only compares equal (letters of another case, JSON of another form) is to be written all the same.</summary>
    private string Differs(int field)
    {
        string own = $"t.{Quoted(field)}", other = Value(field, "s");
        return Column(field).Type switch
        {
            { Form: null or PostgresForm.Json } or { Name: "citext" or "xml" } => $"{own}::text IS DISTINCT FROM {other}::text",
            { Form: PostgresForm.Text } => $"{own} COLLATE \"C\" IS DISTINCT FROM {other} COLLATE \"C\"",
            _ => $"{own} IS DISTINCT FROM {other}",
        };
    }

    private static string NoneNull(IEnumerable<string> columns) => string.Join(" AND ", columns.Select(c => $"s.{PostgresText.Quote(c)} IS NOT NULL"));
}

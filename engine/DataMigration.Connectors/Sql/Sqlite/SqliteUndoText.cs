using DataMigration.Connectors.Sql.Journals;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The statements that undo a load by its journal; <c>?1</c> is a number of the journal.</summary>
/// <param name="content">What the journal says of itself.</param>
/// <param name="journal">The journal, quoted.</param>
internal sealed class SqliteUndoText(JournalContent content, string journal)
{
    private const string Number = JournalEntry.Number, Kind = JournalEntry.Kind, After = JournalEntry.After;

    /// <summary>Hashes of the rows that a whole load has added, and of those that were given back to its table.</summary>
    public const string Own = "temp.datamigration_own", Back = "temp.datamigration_back";

    private string? _delete, _reinsert, _done, _donewhole, _rowat, _restore;

    private readonly string _target = SqliteText.Quote(content.Table.Name);

    public string Marks => $"SELECT {After} FROM {journal} WHERE {Kind} = {JournalKind.Mark}";

    public IReadOnlyList<string> Prepare =>
    [
        $"DROP TABLE IF EXISTS {Own}", $"DROP TABLE IF EXISTS {Back}",
        $"CREATE TABLE {Own} (h INTEGER PRIMARY KEY)", $"CREATE TABLE {Back} (h INTEGER PRIMARY KEY)",
        $"INSERT OR IGNORE INTO {Back} SELECT {After} FROM {journal} WHERE {Kind} = {JournalKind.Undone}",
    ];

    /// <summary>Where rows are named one by one and others came before them in their place.</summary>
    public string AddNamed => $"INSERT OR IGNORE INTO {Own} SELECT {After} FROM {journal} WHERE {Kind} = {JournalKind.Inserted}";

    public static string AddOwn => $"INSERT OR IGNORE INTO {Own} VALUES (?1)";

    public string CountOwn => $"SELECT count(*) FROM {_target} t WHERE {IsOwn}";

    public string CountForeign => $"SELECT count(*) FROM {_target} t WHERE NOT {IsOwn} AND NOT {IsBack}";

    public string ForeignRows => $"SELECT {Shown("t", Named)} FROM {_target} t WHERE NOT {IsOwn} AND NOT {IsBack} LIMIT {JournalCounts.Named}";

    public string CountRows => $"SELECT j.{Kind}, {State}, count(*) FROM {Rows} GROUP BY 1, 2";

    public string ConflictRows => $"""
        SELECT {Shown("j", content.Key)}, j.{Kind}, {State} AS s FROM {Rows}
        AND CASE j.{Kind} WHEN {JournalKind.Inserted} THEN s = 'changed' WHEN {JournalKind.Changed} THEN s <> 'same' ELSE s <> 'gone' END ORDER BY j.{Number} LIMIT {JournalCounts.Named}
        """;

    public string CountLeft => $"SELECT count(*) FROM {journal} j WHERE {Asked}";

    /// <summary>The next numbers downwards. The rows that a load has put in the place of others go first: a table that was replaced is taken into the journal behind those that replaced it.</summary>
    public IReadOnlyList<string> Next => content.Empties ? [NextOf($"j.{Kind} = {JournalKind.Inserted}"), NextOf($"j.{Kind} = {JournalKind.Deleted}")] : [NextOf(Asked)];

    private string NextOf(string which) => $"SELECT {Number} FROM {journal} j WHERE {which} AND {Number} < ?1 ORDER BY {Number} DESC LIMIT 10000";

    /// <summary>Kind, state and name of a row.</summary>
    public string RowAt => _rowat ??= $"SELECT j.{Kind}, {State}, {Shown("j", Named)} FROM {Rows} AND j.{Number} = ?1";

    public string DeleteWhole(bool force) => $"DELETE FROM {_target} AS t WHERE {(force ? $"NOT {IsBack}" : IsOwn)}";

    /// <summary>Names the rows that a whole load has added one by one, since they cannot go all at once.</summary>
    public string NameRows(bool force) =>
        $"INSERT INTO {journal} ({Kind}, {After}, {List(content.Key)}) SELECT {JournalKind.Inserted}, {Hash("t")}, {List(content.Key)} FROM {_target} t WHERE {(force ? $"NOT {IsBack}" : IsOwn)}";

    public string ForgetNamed => $"DELETE FROM {journal} WHERE {Kind} = {JournalKind.Inserted}";

    public string Delete => _delete ??= $"DELETE FROM {_target} AS t WHERE {KeyOf("?1")}";

    /// <summary>Null where a row is all key.</summary>
    public string? Restore => _restore ??= content.Columns.Except(content.Key).ToList() is { Count: > 0 } columns
        ? $"UPDATE {_target} AS t SET ({List(columns)}) = (SELECT {List(columns)} FROM {journal} WHERE {Number} = ?1) WHERE {KeyOf("?1")}" : null;

    public string Reinsert => _reinsert ??= $"INSERT INTO {_target} ({List(content.Columns)}) SELECT {List(content.Columns)} FROM {journal} WHERE {Number} = ?1";

    public string Done => _done ??= $"DELETE FROM {journal} WHERE {Number} = ?1";

    /// <summary>Of a whole load, what was given back is told from what somebody adds.</summary>
    public string DoneWhole => _donewhole ??= $"UPDATE {journal} AS j SET {Kind} = {JournalKind.Undone}, {After} = {Hash("j")} WHERE {Number} = ?1";

    /// <summary>The statements that delete the rows a whole load has added.</summary>
    /// <param name="rowId">What the table calls the numbers of its rows; null where it has none.</param>
    public string ScriptedOwn(string? rowId)
    {
        string which = rowId is not null ? $"'{rowId} = ' || t.{rowId}"
            : SqliteText.Balanced([.. (content.Key.Count > 0 ? content.Key : content.Columns).Select(c => $"{SqliteText.Literal(SqliteText.Quote(c) + " IS ")} || quote(t.{SqliteText.Quote(c)})")], " || ' AND ' || ");
        return $"SELECT {SqliteText.Literal($"DELETE FROM {_target} WHERE ")} || {which} || ';' FROM {_target} t WHERE {IsOwn}";
    }

    /// <summary>The statement that undoes one row, in the database's own words, by the state it is in.</summary>
    public string Scripted(int kind) => kind switch
    {
        JournalKind.Inserted => $"SELECT {SqliteText.Literal($"DELETE FROM {_target} WHERE ")} || {Conditions} || ';' FROM {journal} j WHERE {Number} = ?1",
        JournalKind.Changed => $"SELECT {SqliteText.Literal($"UPDATE {_target} SET ")} || {Listed(content.Columns.Except(content.Key).DefaultIfEmpty(content.Key[0]).Select(Assignment))} || ' WHERE ' || {Conditions} || ';' FROM {journal} j WHERE {Number} = ?1",
        _ => $"SELECT {SqliteText.Literal($"INSERT INTO {_target} ({List(content.Columns)}) VALUES (")} || {Listed(content.Columns.Select(c => $"quote(j.{SqliteText.Quote(c)})"))} || ');' FROM {journal} j WHERE {Number} = ?1",
    };

    private string Rows => content.Key.Count == 0
        ? $"{journal} j LEFT JOIN (SELECT 1) t ON 0 WHERE {Asked}"
        : $"{journal} j LEFT JOIN {_target} t ON {string.Join(" AND ", content.Key.Select(c => $"t.{SqliteText.Quote(c)} = j.{SqliteText.Quote(c)}"))} WHERE {Asked}";

    private static string Asked => $"j.{Kind} IN ({JournalKind.Inserted}, {JournalKind.Changed}, {JournalKind.Deleted})";

    private string State => content.Key.Count == 0 ? "'gone'" : $"CASE WHEN t.{SqliteText.Quote(content.Key[0])} IS NULL THEN 'gone' WHEN {(content.IsWhole ? IsOwn : content.Empties ? $"{Hash("t")} = j.{After} OR (j.{Kind} = {JournalKind.Deleted} AND {IsOwn})" : $"{Hash("t")} = j.{After}")} THEN 'same' ELSE 'changed' END";

    /// <summary>What was given back may be the same as what the run had put in its place.</summary>
    private string IsOwn => $"({Hash("t")} IN (SELECT h FROM {Own}) AND NOT {IsBack})";

    private string IsBack => $"{Hash("t")} IN (SELECT h FROM {Back})";

    private IReadOnlyList<string> Named => content.Key.Count > 0 ? content.Key : [.. content.Columns.Take(4)];

    /// <summary>With commas between, nested no deeper than SQLite takes.</summary>
    private static string Listed(IEnumerable<string> texts) => SqliteText.Balanced([.. texts], " || ', ' || ");

    private string Conditions => string.Join(" || ' AND ' || ", content.Key.Select(Assignment));

    private static string Assignment(string column) => $"{SqliteText.Literal(SqliteText.Quote(column) + " = ")} || quote(j.{SqliteText.Quote(column)})";

    private string KeyOf(string number) => string.Join(" AND ", content.Key.Select(c => $"t.{SqliteText.Quote(c)} = (SELECT {SqliteText.Quote(c)} FROM {journal} WHERE {Number} = {number})"));

    private string Hash(string row) => SqliteRowHash.Call([.. content.Columns.Select(c => $"{row}.{SqliteText.Quote(c)}")]);

    private static string List(IEnumerable<string> columns) => string.Join(", ", columns.Select(SqliteText.Quote));

    private static string Shown(string row, IReadOnlyList<string> columns) =>
        string.Join(" || ', ' || ", columns.Select(c => $"{SqliteText.Literal(c + " = ")} || coalesce(CAST({row}.{SqliteText.Quote(c)} AS TEXT), 'null')"));
}

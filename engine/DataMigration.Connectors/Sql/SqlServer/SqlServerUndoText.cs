using DataMigration.Connectors.Sql.Journals;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The statements that undo a load by its journal. <c>@low</c> and <c>@high</c> are numbers of the journal, both ends included; <c>@rows</c> counts what is undone.</summary>
/// <param name="content">What the journal says of itself.</param>
/// <param name="table">The table as it is now.</param>
/// <param name="journal">The journal, quoted.</param>
/// <param name="ownership">Of a whole load: which rows are the run's.</param>
internal sealed class SqlServerUndoText(JournalContent content, SqlServerTable table, string journal, SqlServerOwnership ownership)
{
    private const string Number = JournalEntry.Number, Kind = JournalEntry.Kind, After = JournalEntry.After, Added = SqlServerRunJournal.Rows;

    /// <summary>The rows of a step, and what is done with each.</summary>
    public const string Due = "#datamigration_due";

    public const string CreateDue = $"CREATE TABLE {Due} ([number] bigint NOT NULL PRIMARY KEY, [action] tinyint NOT NULL)";

    public const string Declare = "DECLARE @low bigint = 0, @high bigint = 9223372036854775807, @rows bigint = 0";

    /// <summary>What is done with a row: it is gone already; it goes, gets its values back, comes back.</summary>
    private const int Leave = 0, Delete = 1, Restore = 2, Reinsert = 3;

    private const int StepRows = 10_000;

    private readonly string _target = SqlServerText.Quote(table.Name);
    private readonly string _key = SqlServerText.List(content.Key);

    /// <summary>Rows that the marks have counted, hashes of rows that are the run's.</summary>
    public string CountMarks => $"SELECT ISNULL(SUM(m.{Added}), 0), COUNT_BIG(m.{After}) FROM {journal} AS m WHERE m.{Kind} IN ({JournalKind.Mark}, {JournalKind.Inserted})";

    public string CountTarget => $"SELECT COUNT_BIG(*) FROM {_target}";

    public string CountReplaced => $"SELECT COUNT_BIG(*) FROM {journal} AS m WHERE m.{Kind} = {JournalKind.Replaced}";

    /// <summary>Of a whole load: rows that are as the run left them, and rows that somebody else has written.</summary>
    public string CountWhole => $"SELECT COUNT_BIG(CASE WHEN q.[whose] = 'own' THEN 1 END), COUNT_BIG(CASE WHEN q.[whose] = 'foreign' THEN 1 END) FROM (SELECT {Whose} AS [whose] FROM {_target} AS t {Judged}) AS q";

    public string ForeignRows => $"SELECT TOP ({JournalCounts.Named}) q.[row] FROM (SELECT {Shown("t", Named)} AS [row], {Whose} AS [whose] FROM {_target} AS t {Judged}) AS q WHERE q.[whose] = 'foreign'";

    /// <summary>Rows of the journal by kind and by what became of theirs: <c>same</c>, <c>changed</c>, <c>gone</c>.</summary>
    public string CountRows => $"SELECT q.[kind], q.[state], COUNT_BIG(*) FROM ({States()}) AS q GROUP BY q.[kind], q.[state]";

    /// <summary>Rows in conflict, and what became of each.</summary>
    public string ConflictRows => $"""
        SELECT TOP ({JournalCounts.Named}) q.[row], q.[kind], q.[state] FROM ({States($", {Shown("j", Named)} AS [row]")}) AS q
        WHERE (q.[kind] = {JournalKind.Inserted} AND q.[state] = 'changed') OR (q.[kind] = {JournalKind.Changed} AND q.[state] <> 'same') OR (q.[kind] = {JournalKind.Deleted} AND q.[state] {(content.IsWhole ? "= 'changed'" : "<> 'gone'")}) ORDER BY q.[number]
        """;

    /// <summary>The row with a number, for people.</summary>
    public string RowAt => $"SELECT {Shown("j", Named)} FROM {journal} AS j WHERE j.{Number} = @low";

    public string CountLeft => $"SELECT COUNT_BIG(*) FROM {journal} AS j WHERE {Asked}";

    /// <summary>The next numbers downwards, below <c>@high</c>.</summary>
    public string Next => $"SELECT MIN(q.[number]), MAX(q.[number]) FROM (SELECT TOP ({StepRows}) j.{Number} AS [number] FROM {journal} AS j WHERE {Asked} AND j.{Number} < @high ORDER BY j.{Number} DESC) AS q";

    /// <summary>Deletes what a whole load has added, all at once; the journal need not know it any longer.</summary>
    public string DeleteWhole(bool force) =>
        Guarded($"DELETE t FROM {_target} AS t {Judged} WHERE {(force ? IsNotBack : IsOwn)}; SET @rows = @@ROWCOUNT; DELETE FROM {journal} WHERE {Kind} IN ({JournalKind.Mark}, {JournalKind.Inserted})", force);

    /// <summary>Names the rows that a whole load has added one by one, since they cannot go all at once.</summary>
    public string NameRows(bool force) => $"DECLARE @top bigint = (SELECT ISNULL(MAX(m.{Number}), 0) FROM {journal} AS m); " + Guarded(
        $"INSERT INTO {journal} ({Kind}, {After}, {_key}) SELECT {JournalKind.Inserted}, h.[after], {SqlServerText.List(content.Key, "t")} FROM {_target} AS t {Judged} WHERE {(force ? IsNotBack : IsOwn)}; "
        + $"DELETE FROM {journal} WHERE {Kind} IN ({JournalKind.Mark}, {JournalKind.Inserted}) AND {Number} <= @top", force);

    /// <summary>
    /// The statements of one step, in order, <see cref="Due"/> being there: what is to be done is found out under locks, and then done. Of a whole load, what came back is told from what somebody adds by what the journal
    /// goes on to know of it.
    /// </summary>
    public IReadOnlyList<string> Step(bool force)
    {
        string due = $"INNER JOIN {journal} AS j ON j.{Number} = d.[number]";
        string columns = SqlServerText.List(Written), values = SqlServerText.List(Written, "j");
        string back = $"INSERT INTO {_target} ({columns}) SELECT {values} FROM {Due} AS d {due} WHERE d.[action] = {Reinsert} ORDER BY j.{Number}; SET @rows = @rows + @@ROWCOUNT";
        var step = new List<string>
        {
            $"TRUNCATE TABLE {Due}",
            $"INSERT INTO {Due} ([number], [action]) SELECT q.[number], a.[action] FROM ({States(range: true)}) AS q CROSS APPLY (SELECT {Action(force)} AS [action]) AS a WHERE a.[action] IS NOT NULL",
            "SET @rows = 0",
        };
        if (content.Key.Count > 0)
        {
            step.Add($"DELETE t FROM {Due} AS d {due} INNER JOIN {_target} AS t ON {Same("t", "j")} WHERE d.[action] = {Delete}; SET @rows = @rows + @@ROWCOUNT");
            if (Set is { } set) step.Add($"UPDATE t SET {set} FROM {Due} AS d {due} INNER JOIN {_target} AS t ON {Same("t", "j")} WHERE d.[action] = {Restore}; SET @rows = @rows + @@ROWCOUNT");
        }
        step.Add(Written.Any(c => table.Column(c).Identity) ? $"SET IDENTITY_INSERT {_target} ON; {back}; SET IDENTITY_INSERT {_target} OFF" : back);
        if (content.IsWhole) step.Add($"UPDATE j SET {Kind} = {JournalKind.Undone}, {After} = h.[after] FROM {Due} AS d {due} {Hash("j")} WHERE j.{Kind} = {JournalKind.Deleted}");
        step.Add($"DELETE j FROM {Due} AS d {due}{(content.IsWhole ? $" WHERE j.{Kind} <> {JournalKind.Undone}" : "")}");
        return step;
    }

    /// <summary>The table's triggers, off or on.</summary>
    public IEnumerable<string> Triggers(string word) => table.Triggers.Select(t => $"ALTER TABLE {_target} {word} TRIGGER {SqlServerText.Quote(t.Name)}");

    /// <summary>Takes the table away that the run has made, unless somebody has put rows there.</summary>
    public string DropMade => $"IF NOT EXISTS (SELECT 1 FROM {_target} WITH (TABLOCKX, HOLDLOCK)) DROP TABLE {_target}";

    /// <summary>Where their number alone says whose the rows are, it must be so at that moment, too.</summary>
    private string Guarded(string statements, bool force) => ownership != SqlServerOwnership.All || force ? statements
        : $"IF (SELECT COUNT_BIG(*) FROM {_target} WITH (TABLOCKX, HOLDLOCK)) <> (SELECT ISNULL(SUM(m.{Added}), 0) FROM {journal} AS m WHERE m.{Kind} = {JournalKind.Mark}) BEGIN; THROW 50000, N'rows have been added or taken away meanwhile', 1; END; {statements}";

    /// <param name="more">Other columns.</param>
    /// <param name="range">Of a step's range, and locked.</param>
    private string States(string more = "", bool range = false)
    {
        string which = $"{(range ? $"j.{Number} BETWEEN @low AND @high AND " : "")}{Asked}";
        string own = $"SELECT j.{Number} AS [number], CAST(j.{Kind} AS int) AS [kind]{more}";
        // Only rows that come back: there is nothing to tell others by.
        if (content.Key.Count == 0) return $"{own}, 'gone' AS [state] FROM {journal} AS j WHERE {which} AND j.{Kind} = {JournalKind.Deleted}";
        string same = content.IsWhole ? $"h.[after] = j.{After} OR (j.{Kind} = {JournalKind.Deleted} AND {IsOwn})" : $"h.[after] = j.{After}";
        return $"{own}, CASE WHEN t.{SqlServerText.Quote(content.Key[0])} IS NULL THEN 'gone' WHEN {same} THEN 'same' ELSE 'changed' END AS [state] FROM {journal} AS j LEFT JOIN {_target} AS t{(range ? " WITH (UPDLOCK, HOLDLOCK)" : "")} ON {Same("t", "j")} {(content.IsWhole ? Judged : Hash("t"))} WHERE {which}";
    }

    private static string Action(bool force) => $"""
        CASE q.[kind] WHEN {JournalKind.Inserted} THEN CASE WHEN q.[state] = 'gone' THEN {Leave} WHEN q.[state] = 'same'{(force ? " OR q.[state] = 'changed'" : "")} THEN {Delete} END WHEN {JournalKind.Changed} THEN CASE q.[state] WHEN 'same' THEN {Restore}{(force ? $" WHEN 'changed' THEN {Restore} WHEN 'gone' THEN {Reinsert}" : "")} END WHEN {JournalKind.Deleted} THEN CASE WHEN q.[state] = 'gone' THEN {Reinsert}{(force ? $" ELSE {Restore}" : "")} END END
        """;

    private string Whose => $"CASE WHEN NOT {IsNotBack} THEN 'back' WHEN {IsOwn} THEN 'own' ELSE 'foreign' END";

    /// <summary>The hash of a whole load's row, and whether the journal has it; joined and not asked for, so that the server can match all rows at once.</summary>
    private string Judged
    {
        get
        {
            string own = ownership == SqlServerOwnership.Hashed ? $" LEFT JOIN (SELECT DISTINCT m.{After} AS [after] FROM {journal} AS m WHERE m.{Kind} IN ({JournalKind.Mark}, {JournalKind.Inserted})) AS w ON w.[after] = h.[after]" : "";
            string given = content.Key.Count > 0 ? SqlServerText.List(content.Key, "m") : $"m.{After} AS [after]";
            string back = content.Key.Count > 0 ? Same("t", "b") : "b.[after] = h.[after]";
            return $"{Hash("t")}{own} LEFT JOIN (SELECT DISTINCT {given} FROM {journal} AS m WHERE m.{Kind} = {JournalKind.Undone}) AS b ON {back}";
        }
    }

    private string IsOwn => ownership switch
    {
        SqlServerOwnership.All => "1 = 1",
        SqlServerOwnership.Hashed => $"(w.[after] IS NOT NULL AND {IsNotBack})",
        _ => "1 = 0",
    };

    /// <summary>What was given back stays so, whatever somebody makes of it later: by force it would be lost.</summary>
    private string IsNotBack => $"b.{SqlServerText.Quote(content.Key.Count > 0 ? content.Key[0] : "after")} IS NULL";

    /// <summary>The columns that a row has which comes back.</summary>
    private IReadOnlyList<string> Written => [.. content.Columns.Where(c => !table.Column(c).Generated)];

    /// <summary>The columns that are given back; those of the key are what the row was found by, and a number that the server gave is never changed.</summary>
    private string? Set
    {
        get
        {
            var columns = Written.Where(c => !content.Key.Contains(c) && !table.Column(c).Identity).ToList();
            return columns.Count == 0 ? null : string.Join(", ", columns.Select(c => $"{SqlServerText.Quote(c)} = j.{SqlServerText.Quote(c)}"));
        }
    }

    /// <summary>What shows people which row is meant.</summary>
    private IReadOnlyList<string> Named => content.Key.Count > 0 ? content.Key : [.. content.Columns.Where(c => Readable(table.Column(c).Type)).Take(4)];

    private static string Asked => $"j.{Kind} IN ({JournalKind.Inserted}, {JournalKind.Changed}, {JournalKind.Deleted})";

    private string Same(string left, string right) => string.Join(" AND ", content.Key.Select(c => $"{left}.{SqlServerText.Quote(c)} = {right}.{SqlServerText.Quote(c)}"));

    private string Hash(string row) => $"CROSS APPLY (SELECT {SqlServerRowHash.Of(content.Columns.Select(table.Column), row)} AS [after]) AS h";

    /// <summary>As a person would write it.</summary>
    private string Shown(string row, IReadOnlyList<string> columns) =>
        $"CONCAT(N''{string.Concat(columns.Select((c, i) => $", {SqlServerText.Literal($"{(i == 0 ? "" : ", ")}{c} = ")}, ISNULL({Readable(table.Column(c).Type, $"{row}.{SqlServerText.Quote(c)}")}, N'null')"))}, N'')";

    private static bool Readable(SqlServerType type) => !type.IsIncomparable && type.Name is not ("hierarchyid" or "geometry" or "geography" or "sql_variant");

    private static string Readable(SqlServerType type, string value) => type.Name switch
    {
        "date" or "time" or "datetime" or "smalldatetime" or "datetime2" or "datetimeoffset" => $"CONVERT(nvarchar(40), {value}, 121)",
        "real" or "float" => $"CONVERT(nvarchar(40), {value}, 3)",
        "binary" or "varbinary" => $"CONVERT(nvarchar(400), CONVERT(varbinary(199), {value}), 1)",
        // Texts of several collations cannot stand in one.
        _ => $"CONVERT(nvarchar(400), {value}) COLLATE DATABASE_DEFAULT",
    };
}

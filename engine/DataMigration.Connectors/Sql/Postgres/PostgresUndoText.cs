using DataMigration.Connectors.Sql.Journals;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The statements that undo a load by its journal. Each takes out of the journal what it has done; a range is of numbers of the journal, both ends included.</summary>
/// <param name="content">What the journal says of itself.</param>
/// <param name="table">The table as it is now.</param>
/// <param name="journal">The journal, quoted.</param>
/// <param name="kept">The table that was replaced, quoted.</param>
/// <param name="earlier">The journals of earlier runs on the table, quoted: what is given back to a row that one of them wrote last is that run's again.</param>
internal sealed class PostgresUndoText(JournalContent content, PostgresTable table, string journal, string kept, IReadOnlyList<string> earlier)
{
    private const string Number = JournalEntry.Number, Kind = JournalEntry.Kind, Before = JournalEntry.Before;

    /// <summary>Every number.</summary>
    public const string All = "BETWEEN 0 AND 9223372036854775807";

    /// <summary>The range of a statement with parameters.</summary>
    public const string Range = "BETWEEN $1 AND $2";

    private readonly string _target = PostgresText.Quote(content.Table);

    public string Mark => $"INSERT INTO {journal} ({Kind}) VALUES ({JournalKind.Undone})";

    /// <summary>Before the first step, so that a statement finds the rows of a range, and the few among all that are marks, and the planner knows how many of each kind there are.</summary>
    public IReadOnlyList<string> Prepare =>
    [
        $"CREATE INDEX IF NOT EXISTS {PostgresText.Quote(Bare(journal) + "_n")} ON {journal} ({Number})",
        $"CREATE INDEX IF NOT EXISTS {PostgresText.Quote(Bare(journal) + "_m")} ON {journal} ({Kind}) WHERE {Kind} IN ({JournalKind.Mark}, {JournalKind.Undone})",
        $"ANALYZE {journal}",
    ];

    /// <summary>Of a whole load: rows that are as the run left them, and rows that somebody else has written.</summary>
    public string CountWhole => $"SELECT count(*) FILTER (WHERE {Own}), count(*) FILTER (WHERE NOT {Own} AND NOT {Back}) FROM {_target} t";

    public string ForeignRows => $"SELECT {Shown("t", Named)} FROM {_target} t WHERE NOT {Own} AND NOT {Back} LIMIT {JournalCounts.Named}";

    /// <summary>Rows of the journal by kind and by what became of theirs: <c>same</c>, <c>changed</c>, <c>gone</c>.</summary>
    public string CountRows => content.Key.Count == 0
        ? $"SELECT j.{Kind}::int, 'gone', count(*) FROM {journal} j WHERE {Rows} GROUP BY 1"
        : $"SELECT j.{Kind}::int, {State}, count(*) FROM {journal} j LEFT JOIN {_target} t ON {Same} WHERE {Rows} GROUP BY 1, 2";

    /// <summary>Rows in conflict, and what became of each.</summary>
    public string ConflictRows => $"""
        SELECT {Shown("j", content.Key)}, j.{Kind}::int, {State} FROM {journal} j LEFT JOIN {_target} t ON {Same}
        WHERE {Rows} AND CASE j.{Kind} WHEN {JournalKind.Inserted} THEN {State} = 'changed' WHEN {JournalKind.Changed} THEN {State} <> 'same' ELSE {State} <> 'gone' END ORDER BY j.{Number} LIMIT {JournalCounts.Named}
        """;

    /// <summary>The row with a number, for people.</summary>
    public string RowAt => $"SELECT {Shown("j", Named)} FROM {journal} j WHERE j.{Number} = $1";

    public string CountLeft => $"SELECT count(*) FROM {journal} j WHERE {Rows}";

    /// <summary>The next numbers downwards.</summary>
    public string Next => $"SELECT min({Number}), max({Number}) FROM (SELECT {Number} FROM {journal} j WHERE {Rows} AND {Number} < $1 ORDER BY {Number} DESC LIMIT 10000) q";

    /// <summary>Deletes what a whole load has added, all at once.</summary>
    public string DeleteWhole(bool force) => $"DELETE FROM {_target} t WHERE {(force ? $"NOT {Back}" : Own)}";

    /// <summary>Names the rows that a whole load has added one by one, since they cannot go all at once.</summary>
    public string NameRows(bool force) => $"INSERT INTO {journal} ({Kind}, {PostgresText.List(content.Key)}) SELECT {JournalKind.Inserted}, {PostgresText.List(content.Key)} FROM {_target} t WHERE {(force ? $"NOT {Back}" : Own)}";

    /// <summary>Takes the rows of a replaced table into the journal.</summary>
    public string TakeKept => $"INSERT INTO {journal} ({Kind}, {Before}, {PostgresText.List(content.Columns)}) SELECT {JournalKind.Deleted}, xmin, {PostgresText.List(content.Columns)} FROM {kept}; DROP TABLE {kept}";

    /// <summary>The statements of one step, in order, and whether what each writes are rows that it undoes.</summary>
    public IEnumerable<(string Text, bool Undoes)> Step(bool force, string range)
    {
        string others = string.Concat(earlier.Select(e => $" AND (j.{Before} IS NULL OR NOT {WrittenBy(e)})"));
        foreach (var statement in Part(force, range, others)) yield return statement;
        foreach (string run in earlier)
        {
            // A subtransaction has a number of its own, under which the rows are theirs that wrote them before.
            yield return ("SAVEPOINT datamigration_part", false);
            yield return (Mark, false);
            yield return ($"INSERT INTO {run} DEFAULT VALUES", false);
            foreach (var statement in Part(force, range, $" AND {WrittenBy(run)}")) yield return statement;
            yield return ("RELEASE SAVEPOINT datamigration_part", false);
        }
    }

    /// <param name="which">Of the range; with its AND.</param>
    private IEnumerable<(string Text, bool Undoes)> Part(bool force, string range, string which)
    {
        string own = force ? "" : $" AND {Own}", rows = $"j.{Number} {range}{which}";
        string back = $"INSERT INTO {_target} ({PostgresText.List(content.Columns)}) OVERRIDING SYSTEM VALUE SELECT {PostgresText.List(content.Columns, "j")} FROM {journal} j WHERE {rows}";
        if (content.Key.Count == 0)
        {
            // Only rows that come back: there is nothing to tell others by.
            yield return ($"{back} AND j.{Kind} = {JournalKind.Deleted} ORDER BY j.{Number}", true);
            yield return ($"DELETE FROM {journal} j WHERE {rows} AND j.{Kind} = {JournalKind.Deleted}", false);
            yield break;
        }
        string missing = $"NOT EXISTS (SELECT 1 FROM {_target} t WHERE {Same})";
        yield return (Done($"DELETE FROM {_target} t USING {journal} j WHERE {rows} AND j.{Kind} = {JournalKind.Inserted} AND {Same}{own} RETURNING j.{Number}"), true);
        // Somebody else took them away already.
        yield return ($"DELETE FROM {journal} j WHERE {rows} AND j.{Kind} = {JournalKind.Inserted} AND {missing}", false);
        if (Set is { } set)
            yield return (Done($"UPDATE {_target} t SET {set} FROM {journal} j WHERE {rows} AND j.{Kind} {(force ? $"IN ({JournalKind.Changed}, {JournalKind.Deleted})" : $"= {JournalKind.Changed}")} AND {Same}{own} RETURNING j.{Number}"), true);
        yield return ($"""
            WITH o AS ({back} AND j.{Kind} {(force ? $"IN ({JournalKind.Changed}, {JournalKind.Deleted})" : $"= {JournalKind.Deleted}")} AND {missing} ORDER BY j.{Number} RETURNING {PostgresText.List(content.Key)})
            DELETE FROM {journal} t USING o j WHERE t.{Number} {range} AND t.{Kind} IN ({JournalKind.Changed}, {JournalKind.Deleted}) AND {Same}
            """, true);
    }

    /// <summary>The columns that are given back; those of the key are what the row was found by.</summary>
    private string? Set
    {
        get
        {
            var columns = content.Columns.Where(c => !content.Key.Contains(c) && !table.Column(c).IdentityAlways && !table.Column(c).Generated).ToList();
            return columns.Count == 0 ? null : string.Join(", ", columns.Select(c => $"{PostgresText.Quote(c)} = j.{PostgresText.Quote(c)}"));
        }
    }

    /// <summary>What shows people which row is meant.</summary>
    private IReadOnlyList<string> Named => content.Key.Count > 0 ? content.Key : [.. content.Columns.Take(4)];

    private static string Rows => $"j.{Kind} IN ({JournalKind.Inserted}, {JournalKind.Changed}, {JournalKind.Deleted})";

    private string Own => Marked(JournalKind.Mark);

    private string Back => Marked(JournalKind.Undone);

    private string State => $"CASE WHEN t.tableoid IS NULL THEN 'gone' WHEN {Own} THEN 'same' ELSE 'changed' END";

    private string Same => string.Join(" AND ", content.Key.Select(c => $"t.{PostgresText.Quote(c)} = j.{PostgresText.Quote(c)}"));

    private static string WrittenBy(string run) => IsMark($"j.{Before}", run, JournalKind.Mark);

    private string Marked(int kind) => IsMark("t.xmin", journal, kind);

    /// <summary>IS TRUE keeps the planner from making a join of it. Of tables that nobody has counted it takes one that compares each row with the whole journal; as it stands, the marks are looked up in a hash.</summary>
    private static string IsMark(string number, string run, int kind) => $"({number} IN (SELECT m.xmin FROM {run} m WHERE m.{Kind} = {kind})) IS TRUE";

    private string Done(string statement) => $"WITH o AS ({statement}) DELETE FROM {journal} j USING o WHERE j.{Number} = o.{Number}";

    /// <summary>As a person would write it.</summary>
    private static string Shown(string row, IReadOnlyList<string> columns) =>
        string.Join(" || ', ' || ", columns.Select(c => $"{PostgresText.Literal(c + " = ")} || coalesce({row}.{PostgresText.Quote(c)}::text, 'null')"));

    private static string Bare(string quoted) => quoted[(quoted.LastIndexOf('.') + 1)..].Trim('"');
}

using DataMigration.Connectors.Sql.Journals;
using DataMigration.Failures;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>
/// What a load writes down to be undone. No hash of a row's state is needed: a row that nobody has touched since still bears the number of the (sub)transaction that wrote it, and every statement of the
/// load leaves a mark, a row of the journal that bears the same number.
/// </summary>
internal sealed class PostgresJournal
{
    private readonly JournalContent _content;
    private readonly PostgresTable _table;
    private readonly string _kept;

    private PostgresJournal(JournalContent content, PostgresTable table, string name, string kept) => (_content, _table, Name, _kept) = (content, table, name, kept);

    /// <summary>The journal, quoted.</summary>
    public string Name { get; }

    /// <summary>Whether rows need not be named one by one.</summary>
    public bool IsWhole => _content.IsWhole;

    public IReadOnlyList<string> Key => _content.Key;

    /// <summary>A statement that leaves the mark of the transaction at hand; also as a part of another one.</summary>
    public string Mark => $"INSERT INTO {Name} DEFAULT VALUES";

    public string CopyKeys => $"COPY {Name} ({JournalEntry.Kind}, {PostgresText.List(Key)}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Why a load cannot be undone, or null.</summary>
    public static async Task<string?> ObstacleAsync(SqlWrite write, PostgresTable table, Func<Task<bool>> isEmpty)
    {
        if (table.IsView) return $"{table.Name} is a view";
        if (table.HasInsertRules) return $"its rules make other rows of those that are inserted into {table.Name}";
        if (table.Columns.FirstOrDefault(c => c.Name is JournalEntry.Number or JournalEntry.Kind or JournalEntry.Before) is { } column) return $"{table.Name} has a column {column.Name} itself";
        if (write.Mode is not SqlMode.Insert || KeyOf(write, table).Count > 0) return null;
        return await isEmpty() ? null : $"{table.Name} has rows, and no key of columns that are never null to tell them from new ones";
    }

    /// <summary>Makes the table of journals, before the load's first transaction.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, PostgresConnection database, SqlWrite asked, CancellationToken cancellationToken)
    {
        if (asked.Journal is not { } request || asked.DryRun) return;
        try
        {
            await new JournalEntry(new PostgresLedger(() => connection, asked.Table.Schema), request.Place).MakeTableAsync(cancellationToken);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            throw Failure(e, database, asked);
        }
    }

    /// <param name="connection">Of the load, in its open transaction if there is one.</param>
    /// <param name="database">For messages.</param>
    /// <param name="asked">The load.</param>
    /// <param name="write">The same for the table.</param>
    /// <param name="table">What is loaded.</param>
    /// <param name="isMade">Whether the load makes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The journal, null where none is asked for or none can be kept; and the statements of the first transaction that make it, or note why there is none.</returns>
    public static async Task<(PostgresJournal? Journal, IReadOnlyList<string> Make)> OpenAsync(NpgsqlConnection connection, PostgresConnection database, SqlWrite asked, SqlWrite write, PostgresTable table, bool isMade, CancellationToken cancellationToken)
    {
        if (asked.Journal is not { } request || asked.DryRun) return (null, []);
        bool resumes = asked.Checkpoints?.Resume is not null;
        var ledger = new PostgresLedger(() => connection, asked.Table.Schema);
        var entry = new JournalEntry(ledger, request.Place);
        string name = ledger.NameOf(entry.Journal);
        try
        {
            if (resumes) return await entry.FindAsync(cancellationToken) is { Obstacle: null } found ? (new PostgresJournal(found, table, name, entry.Kept), []) : (null, []);
            string? obstacle = await ObstacleAsync(write, table, () => IsEmptyAsync(connection, table, cancellationToken));
            bool empties = write.Mode is SqlMode.Truncate or SqlMode.Replace;
            bool isWhole = isMade || empties || (write.Mode is SqlMode.Insert or SqlMode.InsertNew or SqlMode.Upsert && await IsEmptyAsync(connection, table, cancellationToken));
            var content = new JournalContent { Table = table.Name, Mode = write.Mode, IsWhole = isWhole, IsMade = isMade, Key = KeyOf(write, table), Columns = [.. table.Columns.Where(c => !c.Generated).Select(c => c.Name)], Obstacle = obstacle };
            // Otherwise a rollback would find nothing and take that for nothing done.
            if (obstacle is not null) return (null, entry.Adding(content, PostgresText.Literal));
            return (new PostgresJournal(content, table, name, entry.Kept), Making(content, table, write, entry, name));
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            throw Failure(e, database, asked);
        }
    }

    /// <summary>What tells rows of a table apart: what the load itself goes by, else the primary key or another one of columns that are never null.</summary>
    public static IReadOnlyList<string> KeyOf(SqlWrite write, PostgresTable table) =>
        write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete ? [.. write.Key.Select(f => write.Schema[f].Name)]
        : table.UniqueKeys.FirstOrDefault(k => k.All(c => !table.Column(c).AllowsNull)) ?? [];

    /// <summary>Inserts rows and notes their keys.</summary>
    public string Inserting(string insert) => IsWhole
        ? $"WITH datamigration_mark AS ({Mark}) {insert}"
        : $"WITH datamigration_mark AS ({Mark}), datamigration_rows AS ({insert} RETURNING {PostgresText.List(Key)}) INSERT INTO {Name} ({JournalEntry.Kind}, {PostgresText.List(Key)}) SELECT {JournalKind.Inserted}, {PostgresText.List(Key)} FROM datamigration_rows";

    /// <summary>Changes rows; what they were is locked, noted and only then changed, so that nobody else's change comes between.</summary>
    /// <param name="set">Of the UPDATE.</param>
    /// <param name="target">The table, quoted.</param>
    /// <param name="stage">Where the values come from, quoted.</param>
    /// <param name="condition">On the target <c>t</c> and the stage <c>s</c>.</param>
    /// <param name="repeats">Whether a row may be changed more than once in a run: what it was at first counts.</param>
    public string Changing(string set, string target, string stage, string condition, bool repeats) => IsWhole
        ? $"WITH datamigration_mark AS ({Mark}) UPDATE {target} t SET {set} FROM {stage} s WHERE {condition}"
        : $"""
        WITH datamigration_mark AS ({Mark}), datamigration_rows AS (INSERT INTO {Name} AS j ({Imaged})
        SELECT {JournalKind.Changed}, t.xmin, {PostgresText.List(_content.Columns, "t")} FROM {target} t, {stage} s WHERE {condition} FOR UPDATE OF t{(repeats ? OnRepeat : "")} RETURNING {PostgresText.List(Key)})
        UPDATE {target} t SET {set} FROM {stage} s, datamigration_rows o WHERE {condition} AND {Same("t", "o")}
        """;

    /// <summary>Takes rows away and notes what they were.</summary>
    public string Deleting(string delete, bool repeats) =>
        $"WITH datamigration_mark AS ({Mark}), datamigration_rows AS ({delete} RETURNING t.xmin, {PostgresText.List(_content.Columns, "t")}) INSERT INTO {Name} AS j ({Imaged}) SELECT {JournalKind.Deleted}, o.* FROM datamigration_rows o{(repeats ? OnRepeat : "")}";

    /// <summary>Keeps a table whose name another one takes: without foreign keys, which would go on to hold others, and out of the way of all names.</summary>
    public async Task<IReadOnlyList<string>> KeepAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        string old = PostgresText.Quote(_table.Name), regclass = PostgresText.Literal(old) + "::regclass", kept = PostgresText.Literal(_kept);
        var statements = await session.QueryAsync($"""
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', {PostgresText.Literal(old)}, conname) FROM pg_constraint WHERE conrelid = {regclass} AND contype = 'f'
            UNION ALL SELECT format('ALTER TABLE %s ALTER COLUMN %I DROP DEFAULT', {PostgresText.Literal(old)}, attname) FROM pg_attribute a
            WHERE attrelid = {regclass} AND atthasdef AND NOT attisdropped AND coalesce(to_jsonb(a) ->> 'attgenerated', '') = ''
            UNION ALL SELECT format('ALTER INDEX %s RENAME TO %I', indexrelid::regclass, {kept} || '_i' || row_number() OVER (ORDER BY indexrelid)) FROM pg_index WHERE indrelid = {regclass}
            UNION ALL SELECT format('ALTER SEQUENCE %s RENAME TO %I', pg_get_serial_sequence({PostgresText.Literal(old)}, attname), {kept} || '_s' || attnum) FROM pg_attribute
            WHERE attrelid = {regclass} AND attidentity <> '' AND NOT attisdropped
            """, r => r.GetString(0), cancellationToken);
        return [.. statements, $"ALTER TABLE {old} RENAME TO {PostgresText.Quote(_kept)}"];
    }

    /// <summary>It, and the rows of a table that is about to be emptied.</summary>
    private static List<string> Making(JournalContent content, PostgresTable table, SqlWrite write, JournalEntry entry, string name)
    {
        // An earlier attempt of the run that came to nothing may have left its own.
        List<string> make =
        [
            $"DROP TABLE IF EXISTS {name}, {PostgresText.Quote(table.Name with { Name = entry.Kept })}",
            $"CREATE TABLE {name} ({JournalEntry.Number} bigserial, {JournalEntry.Kind} smallint NOT NULL DEFAULT {JournalKind.Mark}, {JournalEntry.Before} xid, {string.Join(", ", content.Columns.Select(c => Declare(table.Column(c))))})",
            .. entry.Adding(content, PostgresText.Literal),
            // A deferred trigger of a load in one transaction writes under the number of that. Kept as a value, too, the number tells a journal that came out of a dump, where it means nothing any more.
            $"INSERT INTO {name} ({JournalEntry.Before}) VALUES ((txid_current() % 4294967296)::text::xid)",
        ];
        if (write.Duplicates == DuplicatePolicy.Last && !content.IsWhole) make.Add($"CREATE UNIQUE INDEX ON {name} ({PostgresText.List(content.Key)})");
        if (write.Mode != SqlMode.Truncate || content.IsMade) return make;
        string target = PostgresText.Quote(table.Name);
        make.Add($"LOCK TABLE {target} IN SHARE ROW EXCLUSIVE MODE");
        make.Add($"INSERT INTO {name} ({JournalEntry.Kind}, {JournalEntry.Before}, {PostgresText.List(content.Columns)}) SELECT {JournalKind.Deleted}, xmin, {PostgresText.List(content.Columns)} FROM {target}");
        return make;
    }

    public static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, PostgresTable table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT NOT EXISTS (SELECT 1 FROM {PostgresText.Quote(table.Name)})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static MigrationException Failure(Exception e, PostgresConnection database, SqlWrite asked) => e is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused
        ? new MigrationException(SqlMessages.NoJournal.At(asked.Span, database.Description, refused.MessageText), inner: e)
        : PostgresFailures.Running(e, database.Description, asked.Span);

    /// <summary>Of a row as it was: with the number under which it was written, which tells whose it was.</summary>
    private string Imaged => $"{JournalEntry.Kind}, {JournalEntry.Before}, {PostgresText.List(_content.Columns)}";

    /// <summary>What was noted first stays, and the row counts all the same.</summary>
    private string OnRepeat => $" ON CONFLICT ({PostgresText.List(Key)}) DO UPDATE SET {JournalEntry.Kind} = j.{JournalEntry.Kind}";

    private string Same(string left, string right) => string.Join(" AND ", Key.Select(c => $"{left}.{PostgresText.Quote(c)} = {right}.{PostgresText.Quote(c)}"));

    private static string Declare(PostgresColumn column) => $"{PostgresText.Quote(column.Name)} {column.TypeText}{(column.Collation is null ? "" : $" COLLATE {column.Collation}")}";
}

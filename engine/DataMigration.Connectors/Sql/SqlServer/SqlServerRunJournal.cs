using DataMigration.Connectors.Sql.Journals;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// What a load writes down to be undone: of a row that it changes or takes away what it was, of one that it adds its key, and of each a hash of how the run left it, read back after triggers. A load into an empty
/// table counts its rows, and reads their hashes back once, when it ends. Every statement is right when it is run again over more rows, in a transaction that has nothing of the first try.
/// </summary>
/// <param name="content">What the journal says of itself.</param>
/// <param name="table">What is loaded.</param>
/// <param name="name">The journal, quoted.</param>
internal sealed class SqlServerRunJournal(JournalContent content, SqlServerTable table, string name)
{
    private const string Number = JournalEntry.Number, Kind = JournalEntry.Kind, After = JournalEntry.After;

    /// <summary>Of a mark: rows that a transaction of a whole load has added; of any other load, rows that it has added and that were not to be found by their key.</summary>
    public const string Rows = "datamigration_rows";

    public const string MayNotCreate = "SELECT CASE WHEN HAS_PERMS_BY_NAME(DB_NAME(), N'DATABASE', N'CREATE TABLE') = 0 THEN 1 ELSE 0 END";

    /// <summary>What our own columns begin with.</summary>
    private const string Prefix = "datamigration_";

    /// <summary>Columns of a journal besides those of its table.</summary>
    private const int OwnColumns = 4;

    private const int MaxColumns = 1024;

    /// <summary>Bytes of a row without its long values; and what a journal's own columns and the server's accounts take of them, roundly.</summary>
    private const int MaxRow = 8060, OwnBytes = 100;

    private readonly string _columns = SqlServerText.List(content.Columns);
    private readonly string _key = SqlServerText.List(content.Key);
    private readonly string _hash = $"CROSS APPLY (SELECT {SqlServerRowHash.Of(content.Columns.Select(table.Column), "t")} AS [after]) AS h";

    /// <summary>Whether rows need not be named one by one.</summary>
    public bool IsWhole => content.IsWhole;

    /// <summary>Why a load cannot be undone, or null.</summary>
    public static async Task<string?> ObstacleAsync(SqlWrite write, SqlServerTable table, Func<Task<bool>> isEmpty) =>
        Obstacle(write, table, KeyOf(write, table).Count > 0 || write.Mode != SqlMode.Insert || await isEmpty());

    /// <param name="write">The load.</param>
    /// <param name="table">What it loads.</param>
    /// <param name="tells">Whether its rows can be told from others, or need not be.</param>
    public static string? Obstacle(SqlWrite write, SqlServerTable table, bool tells)
    {
        var kept = Kept(table).ToList();
        return table.IsView ? $"{table.Name} is a view"
            : table.IsInMemory ? $"{table.Name} is memory-optimized"
            : table.HasInsteadOf && write.FireTriggers ? $"a trigger of {table.Name} fires in the place of a change"
            : table.Columns.FirstOrDefault(c => c.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) is { } own ? $"{table.Name} has a column {own.Name} itself"
            : kept.Find(c => !SqlServerRowHash.Takes(c.Type)) is { } odd ? $"column {odd.Name} of {table.Name} is of type {odd.Type}, which a journal cannot keep"
            : kept.Count + OwnColumns > MaxColumns ? $"{table.Name} has {kept.Count} columns, and a table beside it that keeps its rows would have more than the {MaxColumns} that there can be"
            : kept.Sum(c => FixedBytes(c.Type)) + (kept.Count / 8) + OwnBytes > MaxRow ? $"rows of {table.Name} are as long as they can be, and a table beside it that keeps them would need longer ones"
            : tells ? null : $"{table.Name} has rows, and no key of columns that are never null to tell them from new ones";
    }

    /// <summary>Makes the table of journals, before the load's first transaction.</summary>
    public static async Task PrepareAsync(SqlClientConnection connection, SqlServerConnection database, SqlWrite asked, CancellationToken cancellationToken)
    {
        if (asked.Journal is not { } request || asked.DryRun) return;
        try
        {
            // The run's own journal is made in the first transaction, where a refusal would not say what it is about.
            if (await AsksAsync(connection, MayNotCreate, cancellationToken)) throw new MigrationException(SqlMessages.NoJournal.At(asked.Span, database.Description, "the right CREATE TABLE is missing"));
            await new JournalEntry(new SqlServerLedger(() => (connection, null), asked.Table.Schema), request.Place).MakeTableAsync(cancellationToken);
        }
        catch (SqlException e) when (e.Number == SqlServerErrors.AlreadyThere)
        {
            // Another load has just made it.
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            throw Failure(e, database, asked);
        }
    }

    /// <param name="connection">Of the load, before its first transaction.</param>
    /// <param name="database">For messages.</param>
    /// <param name="asked">The load.</param>
    /// <param name="write">The same for the table.</param>
    /// <param name="table">What is loaded.</param>
    /// <param name="isMade">Whether the load makes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The journal, null where none is asked for or none can be kept; and the statements of the first transaction that make it, or note why there is none.</returns>
    public static async Task<(SqlServerRunJournal? Journal, IReadOnlyList<string> Make)> OpenAsync(SqlClientConnection connection, SqlServerConnection database, SqlWrite asked, SqlWrite write, SqlServerTable table, bool isMade, CancellationToken cancellationToken)
    {
        if (asked.Journal is not { } request || asked.DryRun) return (null, []);
        var ledger = new SqlServerLedger(() => (connection, null), asked.Table.Schema);
        var entry = new JournalEntry(ledger, request.Place);
        string name = ledger.NameOf(entry.Journal);
        try
        {
            if (asked.Checkpoints?.Resume is not null) return await entry.FindAsync(cancellationToken) is { Obstacle: null } found ? (new SqlServerRunJournal(found, table, name), []) : (null, []);
            // What `before` writes in the load's own transaction is not to be seen yet.
            bool isEmpty = isMade || ((!asked.Atomic || asked.Before.Count == 0) && await IsEmptyAsync(connection, table, cancellationToken));
            var content = Content(write, table, isEmpty, isMade);
            if (table.Name.Schema is null) content = content with { Table = table.Name with { Schema = await SchemaAsync(connection, cancellationToken) } };
            var adding = entry.Adding(content, SqlServerText.Literal);
            // Otherwise a rollback would find nothing and take that for nothing done.
            if (content.Obstacle is not null) return (null, adding);
            return (new SqlServerRunJournal(content, table, name), [.. Making(content, table, write, name), .. adding]);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            throw Failure(e, database, asked);
        }
    }

    /// <param name="write">The load, for this table.</param>
    /// <param name="table">What it loads.</param>
    /// <param name="isEmpty">Whether no row stands in it.</param>
    /// <param name="isMade">Whether the load makes it.</param>
    public static JournalContent Content(SqlWrite write, SqlServerTable table, bool isEmpty, bool isMade)
    {
        var key = KeyOf(write, table);
        return new JournalContent
        {
            Table = table.Name,
            Mode = write.Mode,
            IsWhole = write.Mode is SqlMode.Truncate or SqlMode.Replace || (isEmpty && write.Mode is SqlMode.Insert or SqlMode.InsertNew or SqlMode.Upsert),
            IsMade = isMade,
            Key = key,
            Columns = [.. Kept(table).Select(c => c.Name)],
            Obstacle = Obstacle(write, table, key.Count > 0 || write.Mode != SqlMode.Insert || isEmpty),
        };
    }

    /// <summary>What tells rows of a table apart: what the load itself goes by, else the primary key or another one of columns that are never null. The server may fill it: an INSERT says what it has written.</summary>
    public static IReadOnlyList<string> KeyOf(SqlWrite write, SqlServerTable table) =>
        write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete ? [.. write.Key.Select(f => table.Column(write.Schema[f].Name).Name)]
        : table.UniqueKeys.FirstOrDefault(k => k.All(c => table.Column(c) is { AllowsNull: false, Generated: false })) ?? [];

    /// <summary>It, and the rows of a table that is about to be emptied. Its index stands in its declaration: a transaction on a snapshot makes none later.</summary>
    /// <param name="content">What it says of itself.</param>
    /// <param name="table">What is loaded.</param>
    /// <param name="write">The load, for this table.</param>
    /// <param name="name">The journal, quoted.</param>
    public static IReadOnlyList<string> Making(JournalContent content, SqlServerTable table, SqlWrite write, string name)
    {
        string index = write.Duplicates == DuplicatePolicy.Last && !content.IsWhole ? $", INDEX datamigration_key ({SqlServerText.List(Indexed(content, table))})" : "";
        List<string> make =
        [
            // An earlier attempt of the run that came to nothing may have left its own.
            $"DROP TABLE IF EXISTS {name}",
            $"CREATE TABLE {name} ({Number} bigint IDENTITY(1,1) NOT NULL PRIMARY KEY, {Kind} tinyint NOT NULL, {Rows} bigint NULL, {After} {SqlServerRowHash.Type} NULL, {string.Join(", ", content.Columns.Select(c => SqlServerStatements.DeclareFree(table.Column(c))))}{index})",
        ];
        if (write.Mode == SqlMode.Truncate && !content.IsMade) make.Add(Keeping(content, name, SqlServerText.Quote(table.Name)));
        return make;
    }

    /// <summary>A statement that notes rows of a whole load.</summary>
    public string Mark(long rows) => MarkOf($"{rows}");

    /// <summary>What an INSERT says of its rows, for <see cref="Inserting"/>.</summary>
    public string Naming => $"OUTPUT {SqlServerText.List(content.Key, "inserted")} INTO @keys ({_key})";

    /// <summary>Inserts rows, and notes their keys or how many they are.</summary>
    /// <param name="insert">Counts its rows in <c>@rows</c>, and names them if need be.</param>
    /// <param name="target">The table, quoted.</param>
    public string Inserting(string insert, string target) => IsWhole
        ? $"{insert}; IF @rows > 0 {MarkOf("@rows")}"
        : $"{DeclareKeys}; DECLARE @noted int; {insert}; INSERT INTO {name} ({Kind}, {After}, {_key}) SELECT {JournalKind.Inserted}, h.[after], {SqlServerText.List(content.Key, "t")} FROM @keys AS k INNER JOIN {target} AS t ON {Same("t", "k")} {_hash}; "
            // What a trigger has made of the others, nobody can tell.
            + $"SET @noted = @@ROWCOUNT; IF @noted < @rows {MarkOf("@rows - @noted")}";

    /// <summary>Changes rows; what they were is locked, noted and only then changed, so that nobody else's change comes between.</summary>
    /// <param name="update">Up to its FROM.</param>
    /// <param name="target">The table, quoted.</param>
    /// <param name="which">Its rows <c>t</c>: the joins and the condition.</param>
    /// <param name="repeats">Whether a row may be changed more than once in a run: what it was at first counts.</param>
    public string Changing(string update, string target, string which, bool repeats) => repeats
        ? $"{DeclareKeys}; {Imaging(JournalKind.Changed, "", target, which)} AND {NotNoted}; {update} {Naming} FROM {target} AS t {which}; SET @rows = @@ROWCOUNT; "
            + $"UPDATE j SET {After} = h.[after] FROM @keys AS k INNER JOIN {name} AS j ON {Same("j", "k")} INNER JOIN {target} AS t ON {Same("t", "k")} {_hash}"
        : $"DECLARE @images TABLE ([number] bigint NOT NULL PRIMARY KEY); {Imaging(JournalKind.Changed, $" OUTPUT inserted.{Number} INTO @images ([number])", target, which)}; {update} FROM {target} AS t {which}; SET @rows = @@ROWCOUNT; "
            + $"UPDATE j SET {After} = h.[after] FROM @images AS i INNER JOIN {name} AS j ON j.{Number} = i.[number] INNER JOIN {target} AS t ON {Same("t", "j")} {_hash}";

    /// <summary>Takes rows away and notes what they were.</summary>
    /// <inheritdoc cref="Changing"/>
    public string Deleting(string target, string which, bool repeats) =>
        $"{Imaging(JournalKind.Deleted, "", target, which)}{(repeats ? $" AND {NotNoted}" : "")}; DELETE t FROM {target} AS t {which}; SET @rows = @@ROWCOUNT";

    /// <summary>The rows of a table are about to be replaced: they are kept.</summary>
    public IReadOnlyList<string> Replacing => [Keeping(content, name, SqlServerText.Quote(table.Name)), $"INSERT INTO {name} ({Kind}) VALUES ({JournalKind.Replaced})"];

    /// <summary>A whole load is at its end: how it left its rows. Not where others than its own stand among them, since nobody could tell which.</summary>
    public string Ending
    {
        get
        {
            string target = SqlServerText.Quote(table.Name);
            return $"IF (SELECT COUNT_BIG(*) FROM {target} WITH (TABLOCK, HOLDLOCK)) = (SELECT ISNULL(SUM(m.{Rows}), 0) FROM {name} AS m WHERE m.{Kind} = {JournalKind.Mark}) INSERT INTO {name} ({Kind}, {After}) SELECT {JournalKind.Mark}, h.[after] FROM {target} AS t {_hash}";
        }
    }

    public static async Task<bool> IsEmptyAsync(SqlClientConnection connection, SqlServerTable table, CancellationToken cancellationToken) =>
        await AsksAsync(connection, $"SELECT CASE WHEN EXISTS (SELECT 1 FROM {SqlServerText.Quote(table.Name)}) THEN 0 ELSE 1 END", cancellationToken);

    private string DeclareKeys => $"DECLARE @keys TABLE ({string.Join(", ", content.Key.Select(c => SqlServerStatements.DeclareFree(table.Column(c))))})";

    private string NotNoted => $"NOT EXISTS (SELECT 1 FROM {name} AS o WHERE {Same("o", "t")})";

    private string MarkOf(string rows) => $"INSERT INTO {name} ({Kind}, {Rows}) VALUES ({JournalKind.Mark}, {rows})";

    private string Imaging(int kind, string output, string target, string which) =>
        $"INSERT INTO {name} ({Kind}, {_columns}){output} SELECT {kind}, {SqlServerText.List(content.Columns, "t")} FROM {target} AS t WITH (UPDLOCK, HOLDLOCK) {which}";

    private string Same(string left, string right) => string.Join(" AND ", content.Key.Select(c => $"{left}.{SqlServerText.Quote(c)} = {right}.{SqlServerText.Quote(c)}"));

    /// <summary>All rows, as they are when nobody can change them any more.</summary>
    private static string Keeping(JournalContent content, string name, string target)
    {
        string columns = SqlServerText.List(content.Columns);
        return $"INSERT INTO {name} WITH (TABLOCK) ({Kind}, {columns}) SELECT {JournalKind.Deleted}, {columns} FROM {target} WITH (TABLOCKX, HOLDLOCK)";
    }

    /// <summary>An index takes what another one takes: that which makes the load's key unique may have fewer columns.</summary>
    private static IReadOnlyList<string> Indexed(JournalContent content, SqlServerTable table) =>
        table.UniqueKeys.FirstOrDefault(u => u.All(c => content.Key.Contains(c, StringComparer.OrdinalIgnoreCase))) ?? content.Key;

    private static IEnumerable<SqlServerColumn> Kept(SqlServerTable table) => table.Columns.Cast<SqlServerColumn>().Where(c => !c.Generated);

    /// <summary>What a value takes even when it is null.</summary>
    private static int FixedBytes(SqlServerType type) =>
        type.IsMax || type.Name is "varchar" or "nvarchar" or "varbinary" or "sql_variant" or "hierarchyid" or "geometry" or "geography" ? 0 : type.Length;

    private static async Task<bool> AsksAsync(SqlClientConnection connection, string query, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(query, connection);
        return await command.ExecuteScalarAsync(cancellationToken) is 1;
    }

    /// <summary>Where a table comes to stand whose name says no schema.</summary>
    private static async Task<string?> SchemaAsync(SqlClientConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand("SELECT SCHEMA_NAME()", connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static MigrationException Failure(Exception e, SqlServerConnection database, SqlWrite asked) =>
        e is SqlException { Number: SqlServerErrors.NoPermission or SqlServerErrors.NoPermissionInDatabase or SqlServerErrors.NoSchema } refused
            ? new MigrationException(SqlMessages.NoJournal.At(asked.Span, database.Description, refused.Errors[0].Message.TrimEnd('.')), inner: e)
            : SqlServerFailures.Running(e, database.Description, asked.Span);
}

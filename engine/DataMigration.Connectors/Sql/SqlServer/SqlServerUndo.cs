using System.Data;
using System.Runtime.CompilerServices;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using DataMigration.Journals;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The journal of a run on a table, opened to be undone.</summary>
internal sealed class SqlServerUndo : IJournal
{
    /// <summary>Bytes of a table.</summary>
    public const string Size = """
        SELECT CAST(ISNULL(SUM(a.total_pages), 0) * 8192 AS bigint) FROM sys.partitions AS p
        INNER JOIN sys.allocation_units AS a ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE p.hobt_id END
        WHERE p.object_id = OBJECT_ID(@table, N'U')
        """;

    private static readonly IReadOnlyDictionary<string, SqlServerConstraint> NoConstraints = new Dictionary<string, SqlServerConstraint>();

    private readonly SqlServerConnection _database;
    private readonly SqlClientConnection _connection;
    private readonly StrongBox<SqlTransaction?> _transaction;
    private readonly JournalEntry _entry;
    private readonly JournalContent _content;
    private readonly SqlServerTable? _table;
    private readonly string _journal;
    private readonly List<UndoConflict> _refused = [];
    private bool _hasDue;

    private SqlServerUndo(SqlServerConnection database, SqlClientConnection connection, StrongBox<SqlTransaction?> transaction, JournalEntry entry, JournalContent content, SqlServerTable? table, string journal) =>
        (_database, _connection, _transaction, _entry, _content, _table, _journal) = (database, connection, transaction, entry, content, table, journal);

    public long Bytes { get; private init; }

    public string? Obstacle { get; private init; }

    /// <summary>Whether this user may switch triggers off.</summary>
    private bool Alters { get; init; }

    /// <summary>Takes away what the run has left for somebody to take it up: nobody can once it is being undone.</summary>
    private Func<ValueTask> Discard { get; init; } = () => ValueTask.CompletedTask;

    /// <summary>Takes the lock of a load, so that nobody loads the table meanwhile.</summary>
    /// <param name="database">Where.</param>
    /// <param name="loaded">The table as the load named it.</param>
    /// <param name="place">Whose journal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IJournal?> OpenAsync(SqlServerConnection database, SqlName loaded, CheckpointPlace place, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(null, cancellationToken);
        try
        {
            await using (var settings = new SqlCommand(SqlServerSettings.Session, connection)) await settings.ExecuteNonQueryAsync(cancellationToken);
            // Before anything is read: of a load in one transaction nothing is to be seen yet, and whoever looks would wait.
            if (!await SqlServerLoadLock.TakeAsync(connection, loaded, place.Pipeline, SqlServerLoadLock.Patience, cancellationToken))
                throw new MigrationException(SqlMessages.JournalHeld.At(null, place.Pipeline, loaded));
            var transaction = new StrongBox<SqlTransaction?>();
            var ledger = new SqlServerLedger(() => (connection, transaction.Value), loaded.Schema);
            var entry = new JournalEntry(ledger, place);
            if (await entry.FindAsync(cancellationToken) is not { } content)
            {
                await connection.DisposeAsync();
                return null;
            }
            var table = await SqlServerCatalogue.FindAsync(connection, null, content.Table, cancellationToken);
            string journal = ledger.NameOf(entry.Journal);
            string? later = (await entry.OthersAsync(content.Table, StringComparer.OrdinalIgnoreCase, cancellationToken)).FirstOrDefault(o => o.IsLater).Run;
            string? missing = content.Columns.FirstOrDefault(c => table is null || table.Columns.All(now => !string.Equals(now.Name, c, StringComparison.OrdinalIgnoreCase)));
            return new SqlServerUndo(database, connection, transaction, entry, content, table, journal)
            {
                Discard = () => database.DiscardAsync(loaded, place, CancellationToken.None),
                Bytes = await SizeAsync(connection, journal, cancellationToken),
                Alters = table is not null && await ledger.RowsAsync($"SELECT CAST(HAS_PERMS_BY_NAME({SqlServerText.Literal(SqlServerText.Quote(table.Name))}, N'OBJECT', N'ALTER') AS bigint)", [], cancellationToken) is [[1L]],
                // What the run has made and nobody has any more needs no undoing.
                Obstacle = content.Obstacle is { } obstacle ? obstacle
                    : table is null && !content.IsMade ? $"table {content.Table} is gone"
                    : later is not null ? $"run {later} has written to table {content.Table} since; undo that one first"
                    : table is not null && missing is not null ? $"table {content.Table} has no column '{missing}' any more" : null,
            };
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            await connection.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerFailures.Running(e, database.Description, null);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<UndoPlan> PlanAsync(CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        var plan = new UndoPlan { Facts = Facts };
        if (await IsUntouchedAsync(cancellationToken)) return plan;
        var (text, added, found) = await LookAsync(cancellationToken);
        if (!_content.IsWhole && added > 0) plan = plan with { Facts = [.. plan.Facts, $"{added} rows that the run has added were at once taken away or given another key by a trigger: they are left as they are"] };
        if (found is { } standing && standing != added)
            return plan with { Conflicts = Math.Abs(standing - added), Facts = [.. plan.Facts, $"the run has added {added} rows, and {standing} stand there: which of them are its own cannot be told, since it did not end or somebody wrote to the table before it did; all stay, unless they are made to go"] };
        if (found is not null) plan = plan with { Facts = [.. plan.Facts, "the run did not end, so what somebody has changed in its rows since cannot be told, and goes with them"] };
        foreach (var (kind, state, count) in await RowsAsync(text.CountRows, r => (r.GetInt32(0), r.GetString(1), r.GetInt64(2)), cancellationToken))
            plan = plan.With(_content, kind, state, count);
        var samples = new List<UndoConflict>();
        if (plan.Conflicts > 0) samples.AddRange(await RowsAsync(text.ConflictRows, r => JournalCounts.Conflict(r.GetString(0), r.GetInt32(1), r.GetString(2)), cancellationToken));
        if (!_content.IsWhole) return plan with { Samples = samples };
        var (own, foreign) = (await RowsAsync(text.CountWhole, r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken))[0];
        // A row in the way of one that comes back has been counted as somebody's already.
        if (foreign > 0) samples = await RowsAsync(text.ForeignRows, r => new UndoConflict(r.GetString(0), JournalCounts.Foreign), cancellationToken);
        return plan with { Deletes = own, Conflicts = Math.Max(foreign, plan.Conflicts), Samples = samples };
    }, cancellationToken);

    public async ValueTask<UndoResult> UndoAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        await Discard();
        return await TryAsync(() => UndoRunAsync(force, progress, cancellationToken), cancellationToken);
    }

    /// <summary>The same statements, over all rows at once and in one transaction.</summary>
    public async ValueTask WriteScriptAsync(TextWriter script, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        var lines = await TryAsync(async () =>
        {
            if (await IsUntouchedAsync(cancellationToken)) return [];
            var (text, added, found) = await LookAsync(cancellationToken);
            return found is { } standing && standing != added && !force ? SqlServerUndoScript.Nothing(_content) : SqlServerUndoScript.Lines(_content, text, _journal, force);
        }, cancellationToken);
        foreach (string line in lines) await script.WriteLineAsync(line);
    }

    public async ValueTask ForgetAsync(CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        await InTransactionAsync(async () =>
        {
            await RunAsync($"DROP TABLE IF EXISTS {_journal}", cancellationToken);
            await _entry.RemoveAsync(cancellationToken);
        }, cancellationToken);
        return 0;
    }, cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private List<string> Facts
    {
        get
        {
            var facts = new List<string>();
            if (_content.IsMade) facts.Add($"table {_content.Table}, which the run has made, goes when it is empty");
            if (_table is { Triggers.Count: > 0 }) facts.Add(Alters ? "the table's triggers are off meanwhile; what they did to other tables stays" : "the table's triggers fire meanwhile: this user may not switch them off");
            if (_table is { Cascades.Count: > 0 }) facts.Add($"rows of {string.Join(", ", _table.Cascades)} that refer to rows which go are changed or go with them");
            if (_table?.Columns.Any(c => c.Identity) == true) facts.Add("numbers that the table has given are not given again");
            return facts;
        }
    }

    private async Task<UndoResult> UndoRunAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken)
    {
        _refused.Clear();
        if (await IsUntouchedAsync(cancellationToken))
        {
            await ClearAsync(cancellationToken);
            return new UndoResult(0, 0, []);
        }
        long done = _content.IsWhole ? await UndoWholeAsync(force, cancellationToken) : 0;
        progress.Report(done);
        var (text, added, found) = await LookAsync(cancellationToken);
        // Where the run's rows still stand, those that were there before them would come between.
        if (found is null)
        {
            // What was refused because of a row that went later (a child, a value that is unique) is tried again for as long as that helps.
            for (long before = long.MaxValue; ;)
            {
                _refused.Clear();
                done += await UndoRowsAsync(text, force, done, progress, cancellationToken);
                long left = await NumberAsync(text.CountLeft, cancellationToken);
                if (left == 0 || left >= before) break;
                before = left;
            }
        }
        var now = await PlanAsync(cancellationToken);
        long still = Math.Max(found is null ? await NumberAsync(text.CountLeft, cancellationToken) : 0, now.Conflicts);
        if (still == 0 && found is null) await ClearAsync(cancellationToken);
        return new UndoResult(done, still, _refused.With(now));
    }

    /// <summary>Which rows are the run's.</summary>
    /// <returns>The statements for that; rows that marks have counted; where only their number tells, how many stand there.</returns>
    private async Task<(SqlServerUndoText Text, long Added, long? Found)> LookAsync(CancellationToken cancellationToken)
    {
        var text = Text(SqlServerOwnership.None);
        var (added, hashed) = (await RowsAsync(text.CountMarks, r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken))[0];
        if (!_content.IsWhole) return (text, added, null);
        if (hashed > 0) return (Text(SqlServerOwnership.Hashed), added, null);
        if (added == 0) return (text, 0, null);
        long found = await NumberAsync(text.CountTarget, cancellationToken);
        return (Text(found == added ? SqlServerOwnership.All : SqlServerOwnership.Unknown), added, found);
    }

    private SqlServerUndoText Text(SqlServerOwnership ownership) => new(_content, _table!, _journal, ownership);

    /// <summary>All that a whole load has added goes at once. If that is refused, its rows are named one by one.</summary>
    private async Task<long> UndoWholeAsync(bool force, CancellationToken cancellationToken)
    {
        var (text, added, found) = await LookAsync(cancellationToken);
        if (found is { } standing && standing != added && !force) return 0;
        try
        {
            return await StepAsync(text, [text.DeleteWhole(force)], 0, 0, cancellationToken);
        }
        catch (SqlException e) when (_content.Key.Count > 0 && IsOfRow(e))
        {
            await StepAsync(text, [text.NameRows(force)], 0, 0, cancellationToken);
            return 0;
        }
    }

    private async Task<long> UndoRowsAsync(SqlServerUndoText text, bool force, long before, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var step = text.Step(force);
        long done = 0, number = long.MaxValue;
        while ((await RowsAsync(text.Next, r => r.IsDBNull(0) ? ((long, long)?)null : (r.GetInt64(0), r.GetInt64(1)), cancellationToken, high: number))[0] is var (low, high))
        {
            done += await RangeAsync(text, step, low, high, cancellationToken);
            progress.Report(before + done);
            number = low;
        }
        return done;
    }

    /// <summary>In ever smaller ranges where something is refused, the last ones first: the load's own way backwards.</summary>
    private async Task<long> RangeAsync(SqlServerUndoText text, IReadOnlyList<string> step, long low, long high, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await StepAsync(text, step, low, high, CancellationToken.None);
        }
        catch (SqlException e) when (IsOfRow(e))
        {
            if (low == high)
            {
                string row = (await RowsAsync(text.RowAt, r => r.GetString(0), cancellationToken, low)).FirstOrDefault() ?? "";
                _refused.Add(new UndoConflict(row, $"was refused: {ErrorOf(e).Text}"));
                return 0;
            }
        }
        long middle = low + ((high - low) / 2);
        long done = await RangeAsync(text, step, middle + 1, high, cancellationToken);
        return done + await RangeAsync(text, step, low, middle, cancellationToken);
    }

    /// <summary>A transaction of its own, in which no trigger fires if that can be had.</summary>
    private async Task<long> StepAsync(SqlServerUndoText text, IReadOnlyList<string> statements, long low, long high, CancellationToken cancellationToken)
    {
        if (!_hasDue) await RunAsync(SqlServerUndoText.CreateDue, cancellationToken);
        _hasDue = true;
        long rows = 0;
        await InTransactionAsync(async () =>
        {
            foreach (string statement in Alters ? text.Triggers("DISABLE") : []) await RunAsync(statement, cancellationToken);
            rows = await CountAsync(string.Join(";\n", statements), low, high, cancellationToken);
            foreach (string statement in Alters ? text.Triggers("ENABLE") : []) await RunAsync(statement, cancellationToken);
        }, cancellationToken);
        return rows;
    }

    private async Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = (SqlTransaction)await _connection.BeginTransactionAsync(cancellationToken);
        _transaction.Value = transaction;
        try
        {
            await work();
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch
        {
            // Many an error has ended it already.
            if (transaction.Connection is not null && _connection.State == ConnectionState.Open) await transaction.RollbackAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            _transaction.Value = null;
        }
    }

    /// <summary>Nothing is left to undo.</summary>
    private async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (_content.IsMade && _table is not null)
            try
            {
                await InTransactionAsync(() => RunAsync(Text(SqlServerOwnership.None).DropMade, cancellationToken), cancellationToken);
            }
            catch (SqlException e) when (SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Statement)
            {
                // Somebody has built upon it, or this user may not.
            }
        await InTransactionAsync(async () =>
        {
            await RunAsync($"DROP TABLE IF EXISTS {_journal}", cancellationToken);
            await _entry.RemoveAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>A table that was to be replaced and was not: the run has only written beside it. One that the run has made and somebody has dropped.</summary>
    private async Task<bool> IsUntouchedAsync(CancellationToken cancellationToken) =>
        _table is null || (_content is { Mode: SqlMode.Replace, IsMade: false } && await NumberAsync(Text(SqlServerOwnership.None).CountReplaced, cancellationToken) == 0);

    private static bool IsOfRow(SqlException e) => SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Row;

    private static StageRowError ErrorOf(SqlException e) => SqlServerRowErrors.Of(e, NoConstraints);

    /// <summary>Other servers that speak the language do not tell.</summary>
    private static async Task<long> SizeAsync(SqlClientConnection connection, string journal, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new SqlCommand(Size, connection);
            command.Parameters.Add("@table", SqlDbType.NVarChar, 600).Value = journal;
            return await command.ExecuteScalarAsync(cancellationToken) is long bytes ? bytes : 0;
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Statement)
        {
            return 0;
        }
    }

    /// <summary>As a batch of its own: one with parameters is run in a scope with which a temporary table would end.</summary>
    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(statement, _connection, _transaction.Value) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>What the statements have counted.</returns>
    private async Task<long> CountAsync(string statements, long low, long high, CancellationToken cancellationToken)
    {
        await using var command = Command(statements, low, high);
        var rows = command.Parameters.Add("@rows", SqlDbType.BigInt);
        rows.Direction = ParameterDirection.Output;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return rows.Value is long count ? count : 0;
    }

    private async Task<long> NumberAsync(string query, CancellationToken cancellationToken) => (await RowsAsync(query, r => r.GetInt64(0), cancellationToken))[0];

    private async Task<List<T>> RowsAsync<T>(string query, Func<SqlDataReader, T> read, CancellationToken cancellationToken, long low = 0, long high = 0)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var command = Command(query, low, high);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    private SqlCommand Command(string text, long low, long high)
    {
        var command = new SqlCommand(text, _connection, _transaction.Value) { CommandTimeout = 0 };
        command.Parameters.Add("@low", SqlDbType.BigInt).Value = low;
        command.Parameters.Add("@high", SqlDbType.BigInt).Value = high;
        return command;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (SqlException e) when (IsOfRow(e))
        {
            throw new MigrationException(SqlMessages.UndoCounts.At(null, _content.Table, ErrorOf(e).Text), inner: e);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            // The driver reports as the server's failure what the run itself has called off.
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerFailures.Running(e, _database.Description, null);
        }
    }
}

using System.Data.Common;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Failures;
using DataMigration.Journals;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The journal of a run on a table, opened to be undone.</summary>
internal sealed class PostgresUndo : IJournal
{
    private readonly PostgresConnection _database;
    private readonly NpgsqlConnection _connection;
    private readonly JournalEntry _entry;
    private readonly JournalContent _content;
    private readonly PostgresTable? _table;
    private readonly PostgresUndoText _text;
    private readonly string _journal;
    private readonly string _kept;
    private readonly bool _owns;
    private readonly List<UndoConflict> _refused = [];

    private PostgresUndo(PostgresConnection database, NpgsqlConnection connection, JournalEntry entry, JournalContent content, PostgresTable? table, string journal, string kept, IReadOnlyList<string> earlier, bool owns)
    {
        (_database, _connection, _entry, _content, _table, _journal, _kept, _owns) = (database, connection, entry, content, table, journal, kept, owns);
        _text = new PostgresUndoText(content, table!, journal, kept, earlier);
    }

    public long Bytes { get; private init; }

    public string? Obstacle { get; private init; }

    /// <summary>Takes away what the run has left for somebody to take it up: nobody can once it is being undone.</summary>
    private Func<ValueTask> Discard { get; init; } = () => ValueTask.CompletedTask;

    /// <summary>Takes the lock of a load, so that nobody loads the table meanwhile.</summary>
    public static async Task<IJournal?> OpenAsync(PostgresConnection database, SqlName loaded, CheckpointPlace place, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(null, cancellationToken);
        try
        {
            var ledger = new PostgresLedger(() => connection, loaded.Schema);
            var entry = new JournalEntry(ledger, place);
            if (await entry.FindAsync(cancellationToken) is not { } content)
            {
                await connection.DisposeAsync();
                return null;
            }
            await PostgresLoadLock.NoticeLossAsync(connection, cancellationToken);
            // One that was killed a moment ago may hold it still.
            if (await PostgresLoadLock.TakeAsync(connection, loaded, place.Pipeline, lost: 0, cancellationToken) == 0)
                throw new MigrationException(SqlMessages.JournalHeld.At(null, place.Pipeline, loaded));
            var table = await PostgresCatalogue.FindAsync(connection, content.Table, cancellationToken);
            string journal = ledger.NameOf(entry.Journal), kept = PostgresText.Quote(content.Table with { Name = entry.Kept });
            var others = await entry.OthersAsync(content.Table, StringComparer.Ordinal, cancellationToken);
            string? later = others.FirstOrDefault(o => o.IsLater).Run;
            var missing = content.Columns.Where(c => table is null || table.Columns.All(now => now.Name != c)).ToList();
            string sizes = string.Join(" + ", new[] { journal, kept }.Select(t => $"coalesce(pg_total_relation_size(to_regclass({PostgresText.Literal(t)})), 0)"));
            return new PostgresUndo(database, connection, entry, content, table, journal, kept, [.. others.Where(o => !o.IsLater).Select(o => ledger.NameOf(o.Journal))], table is not null && (await ReadAsync(connection,
                $"SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = {PostgresText.Literal(PostgresText.Quote(content.Table))}::regclass", r => r.GetBoolean(0), cancellationToken))[0])
            {
                Discard = () => database.DiscardAsync(loaded, place, CancellationToken.None),
                Bytes = (await ReadAsync(connection, $"SELECT {sizes}", r => r.GetInt64(0), cancellationToken))[0],
                // What the run has made and nobody has any more needs no undoing.
                Obstacle = content.Obstacle is { } obstacle ? obstacle
                    : await IsCopyAsync(connection, journal, cancellationToken) ? "its journal was restored from a dump, and the rows do not tell any more who wrote them"
                    : table is null && !content.IsMade ? $"table {content.Table} is gone"
                    : later is not null ? $"run {later} has written to table {content.Table} since; undo that one first"
                    : table is not null && missing.Count > 0 ? $"table {content.Table} has no column '{missing[0]}' any more" : null,
            };
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            await CloseAsync(connection);
            throw PostgresFailures.Running(e, database.Description, null);
        }
        catch
        {
            await CloseAsync(connection);
            throw;
        }
    }

    private static async Task<bool> IsCopyAsync(NpgsqlConnection connection, string journal, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, $"SELECT to_regclass({PostgresText.Literal(journal)}) IS NOT NULL", r => r.GetBoolean(0), cancellationToken))[0]
        && (await ReadAsync(connection, $"SELECT EXISTS (SELECT 1 FROM {journal} WHERE {JournalEntry.Kind} = {JournalKind.Mark} AND {JournalEntry.Before}::text <> xmin::text)", r => r.GetBoolean(0), cancellationToken))[0];

    public async ValueTask<UndoPlan> PlanAsync(CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        var plan = new UndoPlan { Facts = Facts };
        if (await IsUntouchedAsync(cancellationToken)) return plan;
        foreach (var (kind, state, count) in await RowsAsync(_text.CountRows, r => (r.GetInt32(0), r.GetString(1), r.GetInt64(2)), cancellationToken))
            plan = plan.With(_content, kind, state, count);
        var samples = new List<UndoConflict>();
        if (plan.Conflicts > 0) samples.AddRange(await RowsAsync(_text.ConflictRows, r => JournalCounts.Conflict(r.GetString(0), r.GetInt32(1), r.GetString(2)), cancellationToken));
        if (!_content.IsWhole) return plan with { Samples = samples };
        var (own, foreign) = (await RowsAsync(_text.CountWhole, r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken))[0];
        // A row in the way of one that comes back has been counted as somebody's already.
        if (foreign > 0) samples = await RowsAsync(_text.ForeignRows, r => new UndoConflict(r.GetString(0), JournalCounts.Foreign), cancellationToken);
        long kept = await HasAsync(_kept, cancellationToken) ? (await RowsAsync($"SELECT count(*) FROM {_kept}", r => r.GetInt64(0), cancellationToken))[0] : 0;
        return plan with { Deletes = own, Reinserts = plan.Reinserts + kept, Conflicts = Math.Max(foreign, plan.Conflicts), Samples = samples };
    });

    public async ValueTask<UndoResult> UndoAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        await Discard();
        // Of a process that was killed, a connection that had no lock may still be committing: all of them write to the journal.
        if (await HasAsync(_journal, cancellationToken)) await InTransactionAsync(() => RunAsync($"LOCK TABLE {_journal} IN SHARE ROW EXCLUSIVE MODE", cancellationToken), cancellationToken);
        _refused.Clear();
        long done = 0;
        if (await IsUntouchedAsync(cancellationToken))
        {
            await ClearAsync(cancellationToken);
            return new UndoResult(0, 0, []);
        }
        if (_content.IsWhole) done = await UndoWholeAsync(force, cancellationToken);
        foreach (string statement in _text.Prepare) await RunAsync(statement, cancellationToken);
        progress.Report(done);
        // What was refused because of a row that went later (a child, a value that is unique) is tried again for as long as that helps.
        for (long before = long.MaxValue; ;)
        {
            _refused.Clear();
            done += await UndoRowsAsync(force, done, progress, cancellationToken);
            long left = (await RowsAsync(_text.CountLeft, r => r.GetInt64(0), cancellationToken))[0];
            if (left == 0 || _refused.Count == 0 || left >= before) break;
            before = left;
        }
        var now = await PlanAsync(cancellationToken);
        long still = Math.Max((await RowsAsync(_text.CountLeft, r => r.GetInt64(0), cancellationToken))[0], now.Conflicts);
        if (still == 0) await ClearAsync(cancellationToken);
        return new UndoResult(done, still, _refused.With(now));
    });

    public async ValueTask WriteScriptAsync(TextWriter script, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (await IsUntouchedAsync(cancellationToken)) return;
        await script.WriteLineAsync($"-- Undoes what a run has done to table {_content.Table}; what it cannot undo stays in {_journal}.\nBEGIN;\nSET CONSTRAINTS ALL IMMEDIATE;");
        foreach (string statement in Triggers("DISABLE")) await script.WriteLineAsync(statement + ";");
        await script.WriteLineAsync(_text.Mark + ";");
        if (_content.IsWhole)
        {
            if (await HasAsync(_kept, cancellationToken)) await script.WriteLineAsync(_text.TakeKept + ";");
            await script.WriteLineAsync(_text.DeleteWhole(force) + ";");
        }
        foreach (string statement in _text.Prepare) await script.WriteLineAsync(statement + ";");
        foreach (var (statement, _) in _text.Step(force, PostgresUndoText.All)) await script.WriteLineAsync(statement + ";");
        foreach (string statement in Triggers(null)) await script.WriteLineAsync(statement + ";");
        await script.WriteLineAsync("COMMIT;");
    }

    public async ValueTask ForgetAsync(CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        await InTransactionAsync(async () =>
        {
            await RunAsync($"DROP TABLE IF EXISTS {_journal}, {_kept}", cancellationToken);
            await _entry.RemoveAsync(cancellationToken);
        }, cancellationToken);
        return 0;
    });

    public ValueTask DisposeAsync() => CloseAsync(_connection);

    /// <summary>The driver keeps connections open for the next one who asks, and their locks with them.</summary>
    private static async ValueTask CloseAsync(NpgsqlConnection connection)
    {
        try
        {
            if (connection.State == System.Data.ConnectionState.Open) await ReadAsync(connection, "SELECT true FROM pg_advisory_unlock_all()", r => r.GetBoolean(0), CancellationToken.None);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            // Then it has gone.
        }
        await connection.DisposeAsync();
    }

    private List<string> Facts
    {
        get
        {
            var facts = new List<string>();
            if (_content.IsMade) facts.Add($"table {_content.Table}, which the run has made, goes when it is empty");
            if (_table is { Triggers.Count: > 0 }) facts.Add(_owns ? "the table's triggers are off meanwhile; what they did to other tables stays" : "the table's triggers fire meanwhile: this user may not switch them off");
            if (_table is { Cascades.Count: > 0 }) facts.Add($"rows of {string.Join(", ", _table.Cascades)} that refer to rows which go are changed or go with them");
            if (_table?.Columns.Any(c => c is PostgresColumn { Sequence: not null }) == true) facts.Add("numbers that its sequences have given are not given again");
            return facts;
        }
    }

    /// <summary>All that a whole load has added goes at once, and what stood there before is on its way back. If that is refused, its rows are named one by one.</summary>
    private async Task<long> UndoWholeAsync(bool force, CancellationToken cancellationToken)
    {
        bool hasKept = await HasAsync(_kept, cancellationToken);
        try
        {
            return await StepAsync(async () =>
            {
                if (hasKept) await RunAsync(_text.TakeKept, cancellationToken);
                return await RunAsync(_text.DeleteWhole(force), cancellationToken);
            }, cancellationToken);
        }
        catch (PostgresException e) when (PostgresRowErrors.Of(e) is not null && _content.Key.Count > 0)
        {
            await StepAsync(async () =>
            {
                if (hasKept) await RunAsync(_text.TakeKept, cancellationToken);
                await RunAsync($"DELETE FROM {_journal} WHERE {JournalEntry.Kind} = {JournalKind.Inserted}", cancellationToken);
                return await RunAsync(_text.NameRows(force), cancellationToken);
            }, cancellationToken);
            return 0;
        }
    }

    private async Task<long> UndoRowsAsync(bool force, long before, IProgress<long> progress, CancellationToken cancellationToken)
    {
        long done = 0, number = long.MaxValue;
        while ((await RowsAsync(_text.Next, r => r.IsDBNull(0) ? ((long, long)?)null : (r.GetInt64(0), r.GetInt64(1)), cancellationToken, number))[0] is var (low, high))
        {
            done += await RangeAsync(low, high, force, cancellationToken);
            progress.Report(before + done);
            number = low;
        }
        return done;
    }

    /// <summary>In ever smaller ranges where something is refused, the last ones first: the load's own way backwards.</summary>
    private async Task<long> RangeAsync(long low, long high, bool force, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await StepAsync(async () =>
            {
                long rows = 0;
                foreach (var (statement, undoes) in _text.Step(force, PostgresUndoText.Range))
                    if (await RunAsync(statement, CancellationToken.None, low, high) is var written && undoes) rows += written;
                return rows;
            }, CancellationToken.None);
        }
        catch (PostgresException e) when (PostgresRowErrors.Of(e) is { } error)
        {
            if (low == high)
            {
                string row = (await RowsAsync(_text.RowAt, r => r.GetString(0), cancellationToken, low)).FirstOrDefault() ?? "";
                _refused.Add(new UndoConflict(row, $"was refused: {error.Text}"));
                return 0;
            }
        }
        long middle = low + ((high - low) / 2);
        long done = await RangeAsync(middle + 1, high, force, cancellationToken);
        return done + await RangeAsync(low, middle, force, cancellationToken);
    }

    /// <summary>A transaction of its own, in which no trigger fires if that can be had, and which leaves its mark.</summary>
    private async Task<long> StepAsync(Func<Task<long>> work, CancellationToken cancellationToken)
    {
        long rows = 0;
        await InTransactionAsync(async () =>
        {
            await RunAsync("SET CONSTRAINTS ALL IMMEDIATE", cancellationToken);
            foreach (string statement in Triggers("DISABLE")) await RunAsync(statement, cancellationToken);
            await RunAsync(_text.Mark, cancellationToken);
            rows = await work();
            foreach (string statement in Triggers(null)) await RunAsync(statement, cancellationToken);
        }, cancellationToken);
        return rows;
    }

    private IEnumerable<string> Triggers(string? word) =>
        _owns ? _table!.Triggers.Select(t => $"ALTER TABLE {PostgresText.Quote(_content.Table)} {word ?? t.On} TRIGGER {PostgresText.Quote(t.Name)}") : [];

    private async Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await RunAsync("BEGIN", cancellationToken);
        try
        {
            await work();
            await RunAsync("COMMIT", CancellationToken.None);
        }
        catch
        {
            if (_connection.State == System.Data.ConnectionState.Open) await RunAsync("ROLLBACK", CancellationToken.None);
            throw;
        }
    }

    /// <summary>Nothing is left to undo.</summary>
    private Task ClearAsync(CancellationToken cancellationToken) => InTransactionAsync(async () =>
    {
        string table = PostgresText.Quote(_content.Table);
        if (_content.IsMade && await HasAsync(table, cancellationToken) && (await RowsAsync($"SELECT NOT EXISTS (SELECT 1 FROM {table})", r => r.GetBoolean(0), cancellationToken))[0])
        {
            await RunAsync("SAVEPOINT datamigration_table", cancellationToken);
            try
            {
                await RunAsync($"DROP TABLE {table}", cancellationToken);
            }
            catch (PostgresException)
            {
                // Somebody has built upon it, or this user may not.
                await RunAsync("ROLLBACK TO SAVEPOINT datamigration_table", cancellationToken);
            }
        }
        await RunAsync($"DROP TABLE IF EXISTS {_journal}, {_kept}", cancellationToken);
        await _entry.RemoveAsync(cancellationToken);
    }, cancellationToken);

    /// <summary>A table that was to be replaced and was not: the run has only written beside it. One that the run has made and somebody has dropped.</summary>
    private async Task<bool> IsUntouchedAsync(CancellationToken cancellationToken) => _table is null || _content is { Mode: SqlMode.Replace, IsMade: false } && !await HasAsync(_kept, cancellationToken)
        && (await RowsAsync($"SELECT NOT EXISTS (SELECT 1 FROM {_journal} WHERE {JournalEntry.Kind} = {JournalKind.Undone})", r => r.GetBoolean(0), cancellationToken))[0];

    private async Task<bool> HasAsync(string table, CancellationToken cancellationToken) =>
        (await RowsAsync($"SELECT to_regclass({PostgresText.Literal(table)}) IS NOT NULL", r => r.GetBoolean(0), cancellationToken))[0];

    private async Task<int> RunAsync(string statement, CancellationToken cancellationToken, params long[] arguments)
    {
        await using var command = new NpgsqlCommand(statement, _connection) { CommandTimeout = 0 };
        if (statement.Contains("$1", StringComparison.Ordinal))
            foreach (long argument in arguments) command.Parameters.AddWithValue(argument);
        return Math.Max(0, await command.ExecuteNonQueryAsync(cancellationToken));
    }

    private Task<List<T>> RowsAsync<T>(string query, Func<DbDataReader, T> read, CancellationToken cancellationToken, params long[] arguments) => ReadAsync(_connection, query, read, cancellationToken, arguments);

    private static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, string query, Func<DbDataReader, T> read, CancellationToken cancellationToken, params long[] arguments)
    {
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        foreach (long argument in arguments) command.Parameters.AddWithValue(argument);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }

    private async ValueTask<T> TryAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (PostgresException e) when (PostgresRowErrors.Of(e) is { } error)
        {
            throw new MigrationException(SqlMessages.UndoCounts.At(null, _content.Table, error.Text), inner: e);
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            throw PostgresFailures.Running(e, _database.Description, null);
        }
    }
}

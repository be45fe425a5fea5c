using System.Runtime.InteropServices;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Failures;
using DataMigration.Journals;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The journal of a run on a table, opened to be undone: row by row, so many of them a transaction.</summary>
internal sealed class SqliteUndo : IJournal
{
    private readonly SqliteDatabase _database;
    private readonly SqliteLoadLock _lock;
    private readonly JournalEntry _entry;
    private readonly JournalContent _content;
    private readonly Func<ValueTask> _discard;
    private readonly SqliteTable? _table;
    private readonly SqliteUndoText _text;
    private readonly string _journal;
    private readonly List<UndoConflict> _refused = [];
    private readonly Dictionary<string, SqliteStatement> _prepared = new(StringComparer.Ordinal);

    private SqliteUndo(SqliteDatabase database, SqliteLoadLock held, JournalEntry entry, JournalContent content, Func<ValueTask> discard)
    {
        (_database, _lock, _entry, _content, _discard) = (database, held, entry, content, discard);
        _table = SqliteCatalogue.Find(database, content.Table.Name);
        _journal = SqliteText.Quote(entry.Journal);
        _text = new SqliteUndoText(content, _journal);
        database.Execute("PRAGMA foreign_keys = ON");
        if (content.Obstacle is null) Prepare();
    }

    public long Bytes { get; private init; }

    public string? Obstacle { get; private init; }

    /// <summary>Takes the lock of a load, so that nobody loads the table meanwhile.</summary>
    /// <param name="options">The database.</param>
    /// <param name="description">Its name for messages.</param>
    /// <param name="loaded">The table as the load named it.</param>
    /// <param name="place">Whose journal.</param>
    /// <param name="discard">Takes away what the run has left for somebody to take it up: nobody can once it is being undone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<IJournal?> OpenAsync(SqliteConnectionOptions options, string description, SqlName loaded, CheckpointPlace place, Func<ValueTask> discard, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Path.FullPath)) return null;
        var database = SqliteDatabase.OpenToWrite(options, description);
        SqliteLoadLock? held = null;
        try
        {
            var entry = new JournalEntry(new SqliteLedger(database), place);
            if (await entry.FindAsync(cancellationToken) is not { } content)
            {
                database.Dispose();
                return null;
            }
            held = Take(options, description, loaded, place);
            var table = SqliteCatalogue.Find(database, content.Table.Name);
            string? later = (await entry.OthersAsync(content.Table, StringComparer.OrdinalIgnoreCase, cancellationToken)).FirstOrDefault(o => o.IsLater).Run;
            string? missing = content.Columns.FirstOrDefault(c => table is null || table.IndexOf(c) < 0);
            string sizes = SqliteText.Balanced([.. content.Columns.Append(JournalEntry.After).Select(c => $"coalesce(length(CAST({SqliteText.Quote(c)} AS BLOB)), 0) + 1")], " + ");
            return new SqliteUndo(database, held, entry, content, discard)
            {
                Bytes = content.Obstacle is not null ? 0 : SqliteCatalogue.Number(database, $"SELECT sum(8 + {sizes}) FROM {SqliteText.Quote(entry.Journal)}") ?? 0,
                // What the run has made and nobody has any more needs no undoing.
                Obstacle = content.Obstacle is { } obstacle ? obstacle
                    : table is null && !content.IsMade ? $"table {content.Table} is gone"
                    : later is not null ? $"run {later} has written to table {content.Table} since; undo that one first"
                    : table is not null && missing is not null ? $"table {content.Table} has no column '{missing}' any more" : null,
            };
        }
        catch
        {
            held?.Dispose();
            database.Dispose();
            throw;
        }
    }

    public ValueTask<UndoPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var plan = new UndoPlan { Facts = Facts };
        if (IsUntouched) return new(plan);
        foreach (var (kind, state, count) in Rows(_text.CountRows, s => ((int)s.GetInt64(0), s.GetString(1)!, s.GetInt64(2))))
            plan = plan.With(_content, kind, state, count);
        var samples = new List<UndoConflict>();
        if (plan.Conflicts > 0) samples.AddRange(Rows(_text.ConflictRows, s => JournalCounts.Conflict(s.GetString(0)!, (int)s.GetInt64(1), s.GetString(2)!)));
        if (!_content.IsWhole) return new(plan with { Samples = samples });
        long own = Number(_text.CountOwn), foreign = Number(_text.CountForeign);
        // A row in the way of one that comes back has been counted as somebody's already.
        if (foreign > 0) samples = [.. Rows(_text.ForeignRows, s => new UndoConflict(s.GetString(0)!, JournalCounts.Foreign))];
        return new(plan with { Deletes = own, Conflicts = Math.Max(foreign, plan.Conflicts), Samples = samples });
    }

    public async ValueTask<UndoResult> UndoAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        await _discard();
        _refused.Clear();
        if (IsUntouched)
        {
            Clear();
            return new UndoResult(0, 0, []);
        }
        long done = _content.IsWhole ? UndoWhole(force) : 0;
        progress.Report(done);
        // What was refused because of a row that went later (a child, a value that is unique) is tried again for as long as that helps.
        for (long before = long.MaxValue; ;)
        {
            _refused.Clear();
            done += UndoRows(force, done, progress, cancellationToken);
            long left = Number(_text.CountLeft);
            if (left == 0 || (_refused.Count == 0 && !_content.Empties) || left >= before) break;
            before = left;
        }
        Prepare();
        var now = await PlanAsync(cancellationToken);
        long still = Math.Max(Number(_text.CountLeft), now.Conflicts);
        if (still == 0) Clear();
        return new UndoResult(done, still, _refused.With(now));
    }

    /// <summary>Row by row, with the values as they are: whoever runs it has no hash to compare with.</summary>
    public async ValueTask WriteScriptAsync(TextWriter script, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (IsUntouched) return;
        await script.WriteLineAsync($"-- Undoes what a run has done to table {_content.Table}, as it stands at this moment.\nBEGIN IMMEDIATE;");
        foreach (var trigger in Triggers) await script.WriteLineAsync($"DROP TRIGGER {SqliteText.Quote(trigger.Name)};");
        var plan = await PlanAsync(cancellationToken);
        string target = SqliteText.Quote(_content.Table.Name);
        if (_content.IsWhole && (force || plan.Conflicts == 0)) await script.WriteLineAsync($"DELETE FROM {target};");
        else if (_content.IsWhole)
            foreach (string line in Rows(_text.ScriptedOwn(_table!.RowId), s => s.GetString(0)!)) await script.WriteLineAsync(line);
        bool isWhole = true;
        foreach (var numbers in Steps())
            foreach (long number in numbers)
            {
                var (kind, state, _) = At(number);
                // The rows in the way of those that come back have gone with the others.
                if (_content.IsWhole && (force || state == "same")) state = "gone";
                if (!_content.IsWhole && _content.Empties && kind == JournalKind.Deleted && (force || state == "same"))
                {
                    if (force && state != "gone") await WriteAsync(JournalKind.Inserted, number);
                    state = "gone";
                }
                if (Action(kind, state, force) is not { } action)
                {
                    isWhole = isWhole && kind == JournalKind.Inserted;
                    continue;
                }
                await WriteAsync(action, number);
            }
        foreach (var trigger in Triggers) await script.WriteLineAsync(trigger.Sql + ";");
        if (isWhole && (force || plan.Conflicts == 0)) await script.WriteLineAsync($"DROP TABLE {_journal};\n{_entry.Removing(SqliteText.Literal)};");
        await script.WriteLineAsync("COMMIT;");

        async Task WriteAsync(int action, long number)
        {
            using var statement = _database.Prepare(_text.Scripted(action));
            statement.Bind(1, number);
            if (statement.StepOrThrow()) await script.WriteLineAsync(statement.GetString(0));
        }
    }

    public ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        InTransaction(() =>
        {
            _database.Execute($"DROP TABLE IF EXISTS {_journal}");
            _entry.RemoveAsync(CancellationToken.None).GetAwaiter().GetResult();
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var statement in _prepared.Values) statement.Dispose();
        _database.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteLoadLock Take(SqliteConnectionOptions options, string description, SqlName loaded, CheckpointPlace place)
    {
        try
        {
            return SqliteLoadLock.Take(options.Path.FullPath, description, place.Pipeline, loaded, null);
        }
        catch (MigrationException e) when (e.Diagnostic.Code == SqlMessages.Locked.Code)
        {
            throw new MigrationException(SqlMessages.JournalHeld.At(null, place.Pipeline, loaded), inner: e);
        }
    }

    private List<string> Facts
    {
        get
        {
            var facts = new List<string>();
            if (_content.IsMade) facts.Add($"table {_content.Table}, which the run has made, goes when it is empty");
            if (_table is { HasTriggers: true }) facts.Add("the table's triggers are off meanwhile; what they did to other tables stays");
            if (_table is { Table.Cascades.Count: > 0 } table) facts.Add($"rows of {string.Join(", ", table.Table.Cascades)} that refer to rows which go are changed or go with them");
            return facts;
        }
    }

    /// <summary>A table that was to be replaced and was not: the run has only written beside it. One that the run has made and somebody has dropped.</summary>
    private bool IsUntouched => _table is null || (_content.Mode == SqlMode.Replace && Number($"SELECT count(*) FROM {_journal} WHERE {JournalEntry.Kind} = {JournalKind.Replaced}") == 0);

    private IReadOnlyList<SqliteMaking> Triggers => [.. SqliteCatalogue.Makings(_database, _content.Table.Name).Where(m => m.Kind == "trigger")];

    /// <summary>Lays out the hashes of a whole load's rows for queries.</summary>
    private void Prepare()
    {
        foreach (string statement in _text.Prepare) _database.Execute(statement);
        if (!_content.IsWhole && _content.Empties) _database.Execute(_text.AddNamed);
        if (!_content.IsWhole) return;
        using var add = _database.Prepare(SqliteUndoText.AddOwn);
        using var marks = _database.Prepare(_text.Marks);
        _database.Execute("SAVEPOINT datamigration_own");
        while (marks.StepOrThrow())
            foreach (long hash in MemoryMarshal.Cast<byte, long>(marks.GetBytes(0)))
            {
                add.Bind(1, hash);
                add.StepOrThrow();
                add.Reset();
            }
        marks.Reset();
        _database.Execute("RELEASE datamigration_own");
    }

    private long UndoWhole(bool force)
    {
        try
        {
            long rows = 0;
            Step(() =>
            {
                _database.Execute(_text.DeleteWhole(force));
                rows = _database.Changes;
            });
            return rows;
        }
        catch (MigrationException e) when (_content.Key.Count > 0 && e.Diagnostic.Code == SqlMessages.StatementRefused.Code)
        {
            // Somebody refers to some of them: those are found one by one.
            Step(() =>
            {
                _database.Execute(_text.ForgetNamed);
                _database.Execute(_text.NameRows(force));
            });
            return 0;
        }
    }

    private long UndoRows(bool force, long before, IProgress<long> progress, CancellationToken cancellationToken)
    {
        long done = 0;
        foreach (var numbers in Steps())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step(() =>
            {
                foreach (long number in numbers) done += UndoRow(number, force) ? 1 : 0;
            });
            progress.Report(before + done);
        }
        return done;
    }

    private bool UndoRow(long number, bool force)
    {
        var (kind, state, row) = At(number);
        if (kind == JournalKind.Inserted && state == "gone")
        {
            Run(_text.Done, number);
            return false;
        }
        if (Action(kind, state, force) is not { } action) return false;
        string? statement = action switch { JournalKind.Inserted => _text.Delete, JournalKind.Changed => _text.Restore, _ => _text.Reinsert };
        if (statement is not null && Run(statement, number) is { } refusal)
        {
            _refused.Add(new UndoConflict(row, $"was refused: {refusal}"));
            return false;
        }
        Run(_content.IsWhole && kind == JournalKind.Deleted ? _text.DoneWhole : _text.Done, number);
        return true;
    }

    /// <summary>What is done with a row: it goes, gets its values back, comes back; null = it is left to whoever has changed it.</summary>
    private static int? Action(int kind, string state, bool force) => (kind, state) switch
    {
        (JournalKind.Inserted, "gone") => null,
        (JournalKind.Inserted, "same") => JournalKind.Inserted,
        (JournalKind.Inserted, _) when force => JournalKind.Inserted,
        (JournalKind.Changed, "same") => JournalKind.Changed,
        (JournalKind.Changed, "gone") when force => JournalKind.Deleted,
        (JournalKind.Changed, _) when force => JournalKind.Changed,
        (JournalKind.Deleted, "gone") => JournalKind.Deleted,
        (JournalKind.Deleted, _) when force => JournalKind.Changed,
        _ => null,
    };

    private (int Kind, string State, string Row) At(long number)
    {
        var statement = Prepared(_text.RowAt);
        statement.Bind(1, number);
        statement.StepOrThrow();
        var row = ((int)statement.GetInt64(0), statement.GetString(1)!, statement.GetString(2)!);
        statement.Reset();
        return row;
    }

    /// <summary>Once for all rows.</summary>
    private SqliteStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement)) _prepared.Add(sql, statement = _database.Prepare(sql));
        return statement;
    }

    /// <summary>The numbers of the journal downwards, so many a step.</summary>
    private IEnumerable<List<long>> Steps()
    {
        foreach (string next in _text.Next)
            for (long last = long.MaxValue; Numbers(next, last) is { Count: > 0 } numbers; last = numbers[^1]) yield return numbers;
    }

    private List<long> Numbers(string next, long below)
    {
        using var statement = _database.Prepare(next);
        statement.Bind(1, below);
        var numbers = new List<long>();
        while (statement.StepOrThrow()) numbers.Add(statement.GetInt64(0));
        return numbers;
    }

    /// <returns>Null, or what a constraint has against it.</returns>
    private string? Run(string sql, long number)
    {
        var statement = Prepared(sql);
        statement.Bind(1, number);
        int code = statement.Step();
        string message = _database.LastMessage;
        var failure = code is raw.SQLITE_DONE or raw.SQLITE_ROW || SqliteRefusals.IsOfRow(code) ? null : _database.Failure(code);
        statement.Reset();
        if (failure is not null) throw failure;
        return code is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : message;
    }

    /// <summary>A transaction of its own, in which no trigger of the table fires.</summary>
    private void Step(Action work) => InTransaction(() =>
    {
        var triggers = Triggers;
        foreach (var trigger in triggers) _database.Execute($"DROP TRIGGER {SqliteText.Quote(trigger.Name)}");
        work();
        foreach (var trigger in triggers) _database.Execute(trigger.Sql);
    });

    private void InTransaction(Action work)
    {
        _database.Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            _database.Execute("COMMIT");
        }
        finally
        {
            _database.Rollback();
        }
    }

    /// <summary>Nothing is left to undo.</summary>
    private void Clear() => InTransaction(() =>
    {
        string table = SqliteText.Quote(_content.Table.Name);
        if (_content.IsMade && _table is not null && SqliteRunJournal.IsEmpty(_database, _content.Table.Name)) _database.Execute($"DROP TABLE {table}");
        _database.Execute($"DROP TABLE IF EXISTS {_journal}");
        _entry.RemoveAsync(CancellationToken.None).GetAwaiter().GetResult();
    });

    private long Number(string query) => Rows(query, s => s.GetInt64(0))[0];

    private List<T> Rows<T>(string query, Func<SqliteStatement, T> read)
    {
        using var statement = _database.Prepare(query);
        var rows = new List<T>();
        while (statement.StepOrThrow()) rows.Add(read(statement));
        return rows;
    }
}

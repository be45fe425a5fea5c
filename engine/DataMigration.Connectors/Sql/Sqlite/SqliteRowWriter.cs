using DataMigration.Failures;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>What a mode does with one row. The statement at hand is the row's own, so the row that SQLite refuses is known for free.</summary>
internal abstract class SqliteRowWriter : IDisposable
{
    private readonly SqliteTable _table;
    private readonly SqliteRowStatement? _insert;
    private readonly SqliteStatement? _savepoint;
    private readonly SqliteStatement? _undo;
    private readonly SqliteStatement? _release;

    protected SqliteRowWriter(SqliteSession session, SqlWrite write, SqliteTable table)
    {
        Session = session;
        _table = table;
        Statements = new SqliteStatements(write, table);
        Binder = new SqliteBinder(write.Schema, [.. write.Schema.Fields.Select(f => table.Affinities[table.IndexOf(f.Name)])]);
        Refusals = new SqliteRefusals(session, write, table, Binder);
        Journal = SqliteRunJournal.Open(session, write, table);
        if (write.Mode is not (SqlMode.Update or SqlMode.Delete)) _insert = new SqliteRowStatement(session.Database, Statements.Insert(), write.Inserted);
        if (_insert is not null) _insert.Statement.Hash = Journal?.Bound;
        if (!table.HasTriggers) return;
        // RAISE(FAIL) leaves behind what the row and its triggers did so far; only a savepoint takes that back.
        _savepoint = session.Database.Prepare("SAVEPOINT datamigration_row");
        _undo = session.Database.Prepare("ROLLBACK TO datamigration_row");
        _release = session.Database.Prepare("RELEASE datamigration_row");
    }

    /// <param name="session">Where.</param>
    /// <param name="write">The load.</param>
    /// <param name="table">As it is now.</param>
    /// <param name="keys">The temporary table of the keys written so far.</param>
    public static SqliteRowWriter Of(SqliteSession session, SqlWrite write, SqliteTable table, string keys) => write.Mode switch
    {
        SqlMode.InsertNew => new SqliteInsertNew(session, write, table, keys),
        SqlMode.Upsert => new SqliteUpsert(session, write, table, keys),
        SqlMode.Update => new SqliteUpdate(session, write, table, keys),
        SqlMode.Delete => new SqliteDelete(session, write, table, keys),
        _ => new SqliteInsert(session, write, table),
    };

    public SqliteBinder Binder { get; }

    /// <summary>What undoes the load, or null.</summary>
    public SqliteRunJournal? Journal { get; }

    protected SqliteSession Session { get; }

    protected SqliteStatements Statements { get; }

    protected SqliteRefusals Refusals { get; }

    /// <summary>Writes a row of the batch that the binder is attached to, and counts it.</summary>
    public abstract void Write(int row, WriteResult result);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Journal?.Dispose();
        _insert?.Dispose();
        _savepoint?.Dispose();
        _undo?.Dispose();
        _release?.Dispose();
    }

    /// <summary>Whether a field of the key is null, which is noted.</summary>
    protected bool HasNullKey(int[] key, int row, WriteResult result)
    {
        foreach (int field in key)
        {
            if (!Binder.IsNull(field, row)) continue;
            result.Failures.Add(Refusals.NullKey(row, field));
            return true;
        }
        return false;
    }

    protected bool Insert(int row, WriteResult result)
    {
        Journal?.Bound?.Begin();
        if (!Execute(_insert!, row, result)) return false;
        Journal?.Added(Binder, row);
        return true;
    }

    /// <summary>Runs a statement that changes the row of a key, or takes it away.</summary>
    protected bool Replace(SqliteRowStatement statement, int row, WriteResult result)
    {
        Journal?.Changing(Binder, row);
        bool done = Execute(statement, row, result);
        Journal?.Changed(Binder, row, done);
        return done;
    }

    /// <summary>Runs a statement that changes exactly one row; a refusal is noted.</summary>
    private bool Execute(SqliteRowStatement statement, int row, WriteResult result)
    {
        int misfit = Binder.Bind(statement.Statement, statement.Fields, row);
        if (misfit >= 0)
        {
            result.Failures.Add(Refusals.Misfit(row, misfit));
            return false;
        }
        if (_table.HasTriggers) return ExecuteUndoably(statement.Statement, row, result);
        int code = statement.Statement.Step();
        if (code == raw.SQLITE_DONE)
        {
            statement.Statement.Reset();
            return true;
        }
        Refuse(statement.Statement, code, row, result);
        return false;
    }

    /// <summary>Whether a query of this row finds something; its first column is then <paramref name="value"/>. Null when a value cannot be bound.</summary>
    protected bool? Find(SqliteRowStatement statement, int row, out long value, WriteResult result)
    {
        value = 0;
        int misfit = Binder.Bind(statement.Statement, statement.Fields, row);
        if (misfit >= 0)
        {
            result.Failures.Add(Refusals.Misfit(row, misfit));
            return null;
        }
        bool found = statement.Statement.StepOrThrow();
        if (found) value = statement.Statement.GetInt64(0);
        statement.Statement.Reset();
        return found;
    }

    private bool ExecuteUndoably(SqliteStatement statement, int row, WriteResult result)
    {
        Run(_savepoint!);
        int code = statement.Step();
        bool done = code == raw.SQLITE_DONE && Session.Database.Changes > 0;
        if (done) statement.Reset();
        else if (code == raw.SQLITE_DONE)
        {
            statement.Reset();
            result.Failures.Add(Refusals.Ignored(row));
        }
        else Refuse(statement, code, row, result);
        if (!done) Run(_undo!);
        Run(_release!);
        return done;
    }

    private void Refuse(SqliteStatement statement, int code, int row, WriteResult result)
    {
        string message = Session.Database.LastMessage;
        if (!SqliteRefusals.IsOfRow(code)) throw Session.Database.Failure(code);
        statement.Reset();
        if (!Session.Database.InTransaction) throw new MigrationException(SqlMessages.TriggerRolledBack.At(null, _table.Table.Name, message));
        result.Failures.Add(Refusals.Refusal(row, code, message));
    }

    private static void Run(SqliteStatement statement)
    {
        statement.StepOrThrow();
        statement.Reset();
    }
}

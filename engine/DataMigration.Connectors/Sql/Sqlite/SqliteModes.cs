namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>insert, truncate and replace: every row is new, or refused.</summary>
internal sealed class SqliteInsert(SqliteSession session, SqlWrite write, SqliteTable table) : SqliteRowWriter(session, write, table)
{
    // A key that is not written (keep_identity: false) is numbered by the database whatever came.
    private readonly int[] _key = [.. write.Key.Where(write.Inserted.Contains)];

    public override void Write(int row, WriteResult result)
    {
        // SQLite numbers a row by itself when its INTEGER PRIMARY KEY is null, and that number may be a later row's.
        if (HasNullKey(_key, row, result)) return;
        if (Insert(row, result)) result.Inserted++;
    }
}

/// <summary>What the modes that look for the row's key have in common.</summary>
internal abstract class SqliteKeyedWriter : SqliteRowWriter
{
    private readonly SqlWrite _write;
    private readonly SqliteRowStatement? _update;

    protected SqliteKeyedWriter(SqliteSession session, SqlWrite write, SqliteTable table, string keys) : base(session, write, table)
    {
        _write = write;
        Written = new SqliteWrittenKeys(session, keys, write, table, Statements.Collations);
        bool compares = write.Mode is SqlMode.Upsert or SqlMode.Update || (write.Mode == SqlMode.InsertNew && write.Duplicates == DuplicatePolicy.Last);
        Lookup = compares
            ? new SqliteRowStatement(session.Database, Statements.Compare(), Statements.UpdateFields)
            : new SqliteRowStatement(session.Database, Statements.Exists(), write.Key);
        if (compares && write.Updated.Length > 0) _update = new SqliteRowStatement(session.Database, Statements.Update(), Statements.UpdateFields);
    }

    protected SqliteWrittenKeys Written { get; }

    /// <summary>Finds the row of the key and, where that matters, whether it is alike.</summary>
    protected SqliteRowStatement Lookup { get; }

    protected DuplicatePolicy Duplicates => _write.Duplicates;

    public sealed override void Write(int row, WriteResult result)
    {
        if (!HasNullKey(_write.Key, row, result)) WriteKeyed(row, result);
    }

    protected abstract void WriteKeyed(int row, WriteResult result);

    /// <summary>What the policy says of a row whose key this run has written; true when it is to replace the earlier one.</summary>
    protected bool Replaces(int row, WriteResult result)
    {
        if (Duplicates == DuplicatePolicy.Reject) result.Failures.Add(Refusals.Duplicate(row));
        if (Duplicates == DuplicatePolicy.First) result.Skipped.Add(row);
        return Duplicates == DuplicatePolicy.Last;
    }

    /// <summary>Gives an existing row its new values, if they are new.</summary>
    protected bool Change(int row, bool alike, WriteResult result)
    {
        if (alike || _update is null)
        {
            result.Unchanged++;
            return true;
        }
        if (!Replace(_update, row, result)) return false;
        result.Changed++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Written.Dispose();
        Lookup.Dispose();
        _update?.Dispose();
    }
}

/// <summary>insert_new: a key that stood in the table before the run keeps its row.</summary>
internal sealed class SqliteInsertNew(SqliteSession session, SqlWrite write, SqliteTable table, string keys) : SqliteKeyedWriter(session, write, table, keys)
{
    protected override void WriteKeyed(int row, WriteResult result)
    {
        if (Find(Lookup, row, out long alike, result) is not { } exists) return;
        if (!exists)
        {
            if (!Insert(row, result)) return;
            result.Inserted++;
            Written.Claim(Binder, row);
        }
        else if (!Written.Contains(Binder, row)) result.Skipped.Add(row);
        else if (Replaces(row, result)) Change(row, alike == 1, result);
    }
}

/// <summary>upsert: adds the row or changes what differs.</summary>
internal sealed class SqliteUpsert(SqliteSession session, SqlWrite write, SqliteTable table, string keys) : SqliteKeyedWriter(session, write, table, keys)
{
    protected override void WriteKeyed(int row, WriteResult result)
    {
        if (Find(Lookup, row, out long alike, result) is not { } exists) return;
        bool isFirst = Written.Claim(Binder, row);
        if (!isFirst && !Replaces(row, result)) return;
        bool done = exists ? Change(row, alike == 1, result) : Insert(row, result);
        if (done && !exists) result.Inserted++;
        if (!done && isFirst) Written.Release(Binder, row);
    }
}

/// <summary>update: changes what differs; a key that the table lacks is skipped.</summary>
internal sealed class SqliteUpdate(SqliteSession session, SqlWrite write, SqliteTable table, string keys) : SqliteKeyedWriter(session, write, table, keys)
{
    protected override void WriteKeyed(int row, WriteResult result)
    {
        if (Find(Lookup, row, out long alike, result) is not { } exists) return;
        if (!exists)
        {
            result.Skipped.Add(row);
            return;
        }
        bool isFirst = Written.Claim(Binder, row);
        if (!isFirst && !Replaces(row, result)) return;
        if (!Change(row, alike == 1, result) && isFirst) Written.Release(Binder, row);
    }
}

/// <summary>delete: the row of that key goes; a key that the table lacks is skipped.</summary>
internal sealed class SqliteDelete(SqliteSession session, SqlWrite write, SqliteTable table, string keys) : SqliteKeyedWriter(session, write, table, keys)
{
    private readonly SqlWrite _write = write;
    private SqliteRowStatement? _delete;

    protected override void WriteKeyed(int row, WriteResult result)
    {
        if (Find(Lookup, row, out _, result) is not { } exists) return;
        // A trigger may have put the row back: the key was this run's all the same.
        bool isFirst = !Written.Contains(Binder, row);
        if (!isFirst && !Replaces(row, result)) return;
        if (!exists)
        {
            if (isFirst) result.Skipped.Add(row);
            else result.Unchanged++;
            return;
        }
        _delete ??= new SqliteRowStatement(Session.Database, Statements.Delete(), _write.Key);
        if (!Replace(_delete, row, result)) return;
        Written.Claim(Binder, row);
        result.Deleted++;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _delete?.Dispose();
    }
}

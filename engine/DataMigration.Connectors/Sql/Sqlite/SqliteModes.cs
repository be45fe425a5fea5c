namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>insert and truncate: every row is new, or refused.</summary>
internal sealed class SqliteInsert(SqliteSession session, SqlWrite write, SqliteTable table) : SqliteRowWriter(session, write, table)
{
    private readonly int[] _key = write.Key;

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

    protected SqliteKeyedWriter(SqliteSession session, SqlWrite write, SqliteTable table) : base(session, write, table)
    {
        _write = write;
        Written = new SqliteWrittenKeys(session, write, table, Statements.Collations);
        bool compares = write.Mode is SqlMode.Upsert or SqlMode.Update || (write.Duplicates == DuplicatePolicy.Last && write.Mode == SqlMode.InsertNew);
        Lookup = compares
            ? new SqliteRowStatement(session.Database, Statements.Compare(), Statements.UpdateFields)
            : new SqliteRowStatement(session.Database, Statements.Exists(), write.Key);
        if (write.Updated.Length > 0 && write.Mode != SqlMode.Delete) _update = new SqliteRowStatement(session.Database, Statements.Update(), Statements.UpdateFields);
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
        if (!Execute(_update, row, result)) return false;
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
internal sealed class SqliteInsertNew(SqliteSession session, SqlWrite write, SqliteTable table) : SqliteKeyedWriter(session, write, table)
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
internal sealed class SqliteUpsert(SqliteSession session, SqlWrite write, SqliteTable table) : SqliteKeyedWriter(session, write, table)
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

/// <summary>update: changes what differs; a key that the table lacks is nobody's.</summary>
internal sealed class SqliteUpdate(SqliteSession session, SqlWrite write, SqliteTable table) : SqliteKeyedWriter(session, write, table)
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

/// <summary>delete: takes the row of the key away; a key that the table lacks is nobody's.</summary>
internal sealed class SqliteDelete : SqliteKeyedWriter
{
    private readonly SqliteRowStatement _delete;

    public SqliteDelete(SqliteSession session, SqlWrite write, SqliteTable table) : base(session, write, table) =>
        _delete = new SqliteRowStatement(session.Database, Statements.Delete(), write.Key);

    protected override void WriteKeyed(int row, WriteResult result)
    {
        if (Find(Lookup, row, out _, result) is not { } exists) return;
        if (!exists && !Written.Contains(Binder, row))
        {
            result.Skipped.Add(row);
            return;
        }
        bool isFirst = Written.Claim(Binder, row);
        if (!isFirst && !Replaces(row, result)) return;
        if (!exists) result.Unchanged++;
        else if (Execute(_delete, row, result)) result.Deleted++;
        else if (isFirst) Written.Release(Binder, row);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _delete.Dispose();
    }
}

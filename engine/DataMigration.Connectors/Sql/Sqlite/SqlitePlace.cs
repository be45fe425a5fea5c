using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Where the rows of a load go.</summary>
internal abstract class SqlitePlace
{
    public static SqlitePlace Of(SqliteSession session, SqlWrite write) =>
        write.Mode == SqlMode.Replace ? new SqliteTableBeside(session, write) : new SqliteTableInPlace(session, write);

    /// <summary>Whether a load without rows changes something all the same.</summary>
    public abstract bool ActsWithoutRows { get; }

    /// <summary>Makes ready for the first row, in the open transaction; again when that was undone.</summary>
    public abstract void Prepare();

    /// <summary>The table that rows go into.</summary>
    public abstract SqliteTable Table { get; }

    /// <summary>All rows are there; in the open transaction.</summary>
    /// <param name="inserted">How many were added.</param>
    public abstract void Finish(long inserted);

    /// <summary>The load did not come to its end and the open transaction is undone.</summary>
    public abstract void Abandon();
}

/// <summary>The table itself, made if that is asked for, emptied in mode truncate.</summary>
internal sealed class SqliteTableInPlace(SqliteSession session, SqlWrite write) : SqlitePlace
{
    private SqliteTable? _table;

    public override bool ActsWithoutRows => write.Create || write.Mode == SqlMode.Truncate;

    public override SqliteTable Table => _table ??= SqliteCatalogue.Find(session.Database, write.Table.Name)
        ?? throw SqlTableCheck.Missing(write, session.Database.Description);

    public override void Prepare()
    {
        _table = SqliteCatalogue.Find(session.Database, write.Table.Name);
        bool isMade = _table is null && write.Create;
        if (isMade)
        {
            session.Database.Execute(SqliteDefinition.Create(write));
            _table = SqliteCatalogue.Find(session.Database, write.Table.Name);
        }
        SqliteRunJournal.Begin(session, write, Table, isMade);
        if (write.Mode == SqlMode.Truncate && !isMade) Empty();
    }

    private void Empty()
    {
        using var statement = session.Database.Prepare($"DELETE FROM {SqliteText.Quote(write.Table.Name)}");
        int code = statement.Step();
        if (code == raw.SQLITE_DONE) return;
        if (code == raw.SQLITE_CONSTRAINT_FOREIGNKEY) throw SqlTableCheck.Referred(write, write.Table, SqliteCatalogue.Children(session.Database, write.Table.Name));
        throw session.Database.Failure(code);
    }

    public override void Finish(long inserted)
    {
    }

    public override void Abandon()
    {
    }
}

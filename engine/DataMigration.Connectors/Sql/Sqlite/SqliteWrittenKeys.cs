namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// The keys that this run has written, in a table that is temporary unless the load is to be taken up by another process: memory stays bounded, a rollback takes them back with their rows, and its columns compare as
/// the table's own do.
/// </summary>
internal sealed class SqliteWrittenKeys : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly string _name;
    private readonly SqliteRowStatement _claim;
    private readonly SqliteRowStatement _find;
    private readonly SqliteRowStatement _release;

    public SqliteWrittenKeys(SqliteSession session, string name, SqlWrite write, SqliteTable table, IReadOnlyList<string> collations)
    {
        _database = session.Database;
        _name = name;
        var columns = write.Key.Select((f, i) => $"k{i} {Word(table.Affinities[table.IndexOf(write.Schema[f].Name)])} COLLATE {SqliteText.Quote(collations[i])}");
        string names = string.Join(", ", write.Key.Select((_, i) => $"k{i}"));
        string isKey = string.Join(" AND ", write.Key.Select((_, i) => $"k{i} = {SqliteText.Parameter(i + 1)}"));
        // Made in a transaction that may be undone, with or without the keys of chunks before.
        _database.Execute($"CREATE TABLE IF NOT EXISTS {_name} ({string.Join(", ", columns)}, PRIMARY KEY ({names})) WITHOUT ROWID");
        _claim = new SqliteRowStatement(_database, $"INSERT OR IGNORE INTO {_name} VALUES ({SqliteText.Parameters(write.Key.Length)})", write.Key);
        _find = new SqliteRowStatement(_database, $"SELECT 1 FROM {_name} WHERE {isKey}", write.Key);
        _release = new SqliteRowStatement(_database, $"DELETE FROM {_name} WHERE {isKey}", write.Key);
    }

    /// <summary>The table that outlives the process, quoted.</summary>
    public static string KeptNameOf(CheckpointPlace place) => "main." + SqliteText.Quote($"datamigration_keys_{place.Pipeline}_{place.Target}");

    /// <summary>Notes a key. False when it was there already.</summary>
    public bool Claim(SqliteBinder binder, int row)
    {
        Run(_claim, binder, row);
        return _database.Changes == 1;
    }

    public bool Contains(SqliteBinder binder, int row) => Run(_find, binder, row);

    /// <summary>Forgets the key of a row that was refused after all, so that a later row can have it.</summary>
    public void Release(SqliteBinder binder, int row) => Run(_release, binder, row);

    public void Dispose()
    {
        _claim.Dispose();
        _find.Dispose();
        _release.Dispose();
    }

    private static bool Run(SqliteRowStatement statement, SqliteBinder binder, int row)
    {
        // A key that cannot be bound has been rejected before anyone asks here.
        binder.Bind(statement.Statement, statement.Fields, row);
        bool found = statement.Statement.StepOrThrow();
        statement.Statement.Reset();
        return found;
    }

    private static string Word(SqliteAffinity affinity) => affinity == SqliteAffinity.Blob ? "" : affinity.ToString().ToUpperInvariant();
}

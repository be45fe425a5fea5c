namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A SQLite database's journal; a property of the file.</summary>
public enum SqliteJournal
{
    /// <summary>An existing database keeps its own, a new one gets <see cref="Wal"/>.</summary>
    Keep,

    /// <summary>Write-ahead log: readers and one writer do not wait for each other.</summary>
    Wal,

    /// <summary>Rollback journal: a single file between two runs and while nothing writes.</summary>
    Delete,
}

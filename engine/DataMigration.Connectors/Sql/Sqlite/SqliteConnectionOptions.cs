using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The options of a SQLite connection.</summary>
public sealed record SqliteConnectionOptions
{
    [Option("The database file. A target with `create: true` makes it, and its folder, when it is missing; reading never does.", Example = "build/crm.db")]
    public required FilePath Path { get; init; }

    [Option("Seconds to wait while another program holds the database.", Minimum = 0, Maximum = 3600)]
    public int BusyTimeout { get; init; } = 30;

    [Option("How transactions are journaled: `keep` leaves an existing database as it is and gives a new one `wal`; `wal` and `delete` set it, and the file keeps it.")]
    public SqliteJournal Journal { get; init; } = SqliteJournal.Keep;
}

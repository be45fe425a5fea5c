namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>What a SQLite column makes of the values it is given.</summary>
internal enum SqliteAffinity
{
    /// <summary>Keeps them as they come.</summary>
    Blob,

    /// <summary>Makes numbers text.</summary>
    Text,

    /// <summary>Makes text that looks like a number an integer or a double.</summary>
    Numeric,

    /// <summary>Like <see cref="Numeric"/>.</summary>
    Integer,

    /// <summary>Like <see cref="Numeric"/>, and integers doubles.</summary>
    Real,
}

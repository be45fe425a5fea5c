namespace DataMigration.Connectors.Sql;

/// <summary>A table as the database's catalogue describes it. A dialect adds what its own writer asks.</summary>
/// <param name="Name">As the catalogue spells it.</param>
/// <param name="IsView">Whether it is no table at all.</param>
/// <param name="Columns">In order.</param>
/// <param name="UniqueKeys">The columns of the primary key and of every unique index over whole columns and all rows.</param>
/// <param name="Cascades">Other tables whose rows change when rows of this one are deleted.</param>
internal record SqlTable(SqlName Name, bool IsView, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys, IReadOnlyList<string> Cascades)
{
    /// <summary>Why rows cannot be loaded into it so that they can be counted, or null.</summary>
    public string? Obstacle { get; init; }
}

/// <summary>A column of a table. A dialect adds what its own writer asks.</summary>
/// <param name="Name">As the catalogue spells it.</param>
/// <param name="DeclaredType">As declared, possibly nothing.</param>
/// <param name="MustBeFilled">Allows no null and has no default.</param>
/// <param name="Generated">Computed by the database, a row version, a period of a temporal table: never written.</param>
/// <param name="Identity">Numbered by the database unless a value is given.</param>
internal record SqlColumn(string Name, string DeclaredType, bool MustBeFilled, bool Generated, bool Identity);

/// <summary>What a search for a table found.</summary>
/// <param name="Table">The table, or null.</param>
/// <param name="Tables">The names of all tables, for suggestions.</param>
/// <param name="DatabaseExists">Whether there is a database at all.</param>
internal sealed record SqlLookup(SqlTable? Table, IReadOnlyList<string> Tables, bool DatabaseExists);

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A table with what only SQLite's writer asks.</summary>
/// <param name="Table">What every dialect tells.</param>
/// <param name="Affinities">By column.</param>
/// <param name="KeyCollations">The collations of the columns of each of <see cref="SqlTable.UniqueKeys"/>.</param>
/// <param name="ForeignKeys">Of this table.</param>
/// <param name="HasTriggers">Whether writing a row runs more than its own statement.</param>
/// <param name="HasConflictClause">Whether a constraint says what to do on conflict, which must not decide for us.</param>
internal sealed record SqliteTable(SqliteDescription Table, IReadOnlyList<SqliteAffinity> Affinities, IReadOnlyList<IReadOnlyList<string>> KeyCollations,
    IReadOnlyList<SqliteForeignKey> ForeignKeys, bool HasTriggers, bool HasConflictClause)
{
    /// <summary>Whether SQLite numbers its rows.</summary>
    public required bool HasRowId { get; init; }

    /// <summary>A name of the number that no column has taken, or null.</summary>
    public string? RowId => HasRowId ? RowIdNames.FirstOrDefault(n => IndexOf(n) < 0 || Table.Columns[IndexOf(n)].Identity) : null;

    private static readonly string[] RowIdNames = ["rowid", "_rowid_", "oid"];

    /// <summary>By column: whether none of its values is null.</summary>
    public required IReadOnlyList<bool> IsNeverNull { get; init; }

    /// <summary>What messages call it.</summary>
    public string Shown { get; init; } = Table.Name.Name;

    /// <summary>The column's position, as SQLite compares names, or -1.</summary>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Table.Columns.Count; i++)
            if (string.Equals(Table.Columns[i].Name, column, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}

/// <summary>What every dialect tells, and what stands in the way of a replacement.</summary>
/// <param name="Name">As the catalogue spells it.</param>
/// <param name="IsView">Whether it is no table at all.</param>
/// <param name="Columns">In order.</param>
/// <param name="UniqueKeys">Over whole columns and all rows.</param>
/// <param name="Cascades">Other tables whose rows change with its own.</param>
/// <param name="Dependents">What else refers to the table by its name: <c>view v</c>, <c>foreign keys of table t</c>.</param>
internal sealed record SqliteDescription(SqlName Name, bool IsView, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys, IReadOnlyList<string> Cascades,
    IReadOnlyList<string> Dependents) : SqlTable(Name, IsView, Columns, UniqueKeys, Cascades)
{
    public string? ReplaceRefusal => Dependents.Count == 0 ? null : $"it would leave behind what refers to it: {string.Join(", ", Dependents)}";
}

/// <summary>A statement that made something.</summary>
/// <param name="Kind">table, index or trigger.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sql">As SQLite keeps it: the name stands behind the words that say what is made.</param>
internal sealed record SqliteMaking(string Kind, string Name, string Sql);

/// <summary>A foreign key.</summary>
/// <param name="Parent">The table referred to.</param>
/// <param name="Columns">Of the child.</param>
/// <param name="ParentColumns">In the same order; empty where the declaration leaves them to the parent's primary key.</param>
internal sealed record SqliteForeignKey(string Parent, IReadOnlyList<string> Columns, IReadOnlyList<string> ParentColumns);

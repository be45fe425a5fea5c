namespace DataMigration.Connectors.Sql.Staging;

/// <summary>A unique index over whole columns and all rows.</summary>
/// <param name="NullsEqual">Two nulls are the same value to it.</param>
internal sealed record StageUnique(string Name, IReadOnlyList<string> Columns, bool NullsEqual);

/// <summary>A foreign key of the table that is loaded.</summary>
/// <param name="Parent">The table referred to, quoted.</param>
/// <param name="ParentName">The same for messages.</param>
/// <param name="Full">All columns are null, or none (MATCH FULL).</param>
/// <param name="IsSelf">The table refers to itself.</param>
internal sealed record StageForeignKey(string Name, IReadOnlyList<string> Columns, string Parent, string ParentName, IReadOnlyList<string> ParentColumns, bool Full, bool IsSelf);

/// <summary>A CHECK of the table that is loaded.</summary>
/// <param name="Columns">Those it reads.</param>
/// <param name="Expression">As the server prints it; names its columns without a table.</param>
internal sealed record StageCheck(string Name, IReadOnlyList<string> Columns, string Expression);

/// <summary>What the rows of a load must meet, as far as queries can tell beforehand: every column is one that the load fills.</summary>
internal sealed record StageConstraints(IReadOnlyList<StageUnique> Uniques, IReadOnlyList<StageForeignKey> ForeignKeys, IReadOnlyList<StageCheck> Checks)
{
    /// <summary>Whether queries can find what breaks a constraint.</summary>
    public bool Has(string name) => Uniques.Any(u => u.Name == name) || ForeignKeys.Any(k => k.Name == name) || Checks.Any(c => c.Name == name);

    /// <summary>Only those of these names.</summary>
    public StageConstraints Only(IReadOnlySet<string> names) =>
        new([.. Uniques.Where(u => names.Contains(u.Name))], [.. ForeignKeys.Where(k => names.Contains(k.Name))], [.. Checks.Where(c => names.Contains(c.Name))]);
}

namespace DataMigration.Connectors.Sql;

/// <summary>The name of a table: exact, whatever characters it has.</summary>
/// <param name="Schema">The schema it stands in, or null for the connection's own.</param>
/// <param name="Name">The table itself.</param>
internal readonly record struct SqlName(string? Schema, string Name)
{
    /// <summary>For messages; statements quote it.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}

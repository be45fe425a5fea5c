using DataMigration.Connectors.Sql.Staging;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What a load does, before a connection does it.</summary>
internal sealed record SqlServerPlan
{
    public required SqlWrite Write { get; init; }

    public required SqlServerTable Table { get; init; }

    /// <summary>The fields that are sent.</summary>
    public required int[] Fields { get; init; }

    /// <summary>Where rows go, quoted.</summary>
    public required string Target { get; init; }

    public required SqlServerStatements Statements { get; init; }

    /// <summary>What is written down to undo it, or null.</summary>
    public required SqlServerRunJournal? Journal { get; init; }

    public required StageConstraints Constraints { get; init; }

    /// <summary>Makes or empties tables, in the first transaction.</summary>
    public required IReadOnlyList<string> First { get; init; }

    /// <summary>At the start of every transaction.</summary>
    public required IReadOnlyList<string> Begin { get; init; }

    /// <summary>At the end of every transaction.</summary>
    public required IReadOnlyList<string> End { get; init; }

    /// <summary>Queries for the rows that break a rule that was off, by its name.</summary>
    public required IReadOnlyList<(string Name, string Query)> Broken { get; init; }

    /// <summary>Has the server look at all rows, so that it trusts the rules again.</summary>
    public required IReadOnlyList<string> Trust { get; init; }

    /// <summary>Moves the table's own numbering behind the numbers that were given, or null.</summary>
    public required string? Reseed { get; init; }

    public required SqlServerReplacement? Replacement { get; init; }

    /// <summary>Whether rows go into a copy without rules.</summary>
    public required bool IsStand { get; init; }

    public required bool TriggersFire { get; init; }

    /// <summary>How straight rows are sent.</summary>
    public SqlBulkCopyOptions Options =>
        SqlBulkCopyOptions.KeepNulls
        | (Write.CheckConstraints ? SqlBulkCopyOptions.CheckConstraints : SqlBulkCopyOptions.Default)
        | (TriggersFire ? SqlBulkCopyOptions.FireTriggers : SqlBulkCopyOptions.Default)
        | (Write.Inserted.Any(f => Table.Column(Write.Schema[f].Name).Identity) ? SqlBulkCopyOptions.KeepIdentity : SqlBulkCopyOptions.Default)
        | (Replacement is not null ? SqlBulkCopyOptions.TableLock : SqlBulkCopyOptions.Default);

    /// <param name="session">One that will write.</param>
    /// <param name="first">What it runs before all else.</param>
    public void Prepare(SqlServerSession session, IReadOnlyList<string> first)
    {
        var types = Fields.Select(f => Table.Column(Write.Schema[f].Name).Type).ToList();
        session.Statements = Statements;
        session.Sent = (Fields, [.. types.Select(t => t.OnStage)], types);
        session.Straight = (Target, Options);
        session.RunJournal = Journal;
        session.First = first;
        session.Every = (Begin, End);
        var constraints = new Dictionary<string, SqlServerConstraint>(StringComparer.Ordinal);
        foreach (var check in Table.Checks) constraints[check.Name] = constraints[SqlServerReplacement.Own(check.Name)] = new SqlServerConstraint(SqlRules.Check, check.Name);
        foreach (var key in Table.ForeignKeys) constraints[key.Name] = constraints[SqlServerReplacement.Own(key.Name)] = new SqlServerConstraint(SqlRules.ForeignKey, key.Name);
        foreach (var index in Table.Indexes) constraints[index.Name] = new SqlServerConstraint(SqlRules.Unique, index.Name);
        foreach (string name in Table.Referring) constraints.TryAdd(name, new SqlServerConstraint(SqlRules.ForeignKey, name));
        session.Constraints = constraints;
    }
}

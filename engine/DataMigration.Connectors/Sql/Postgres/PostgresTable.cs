using DataMigration.Data;
using DataMigration.Connectors.Sql.Staging;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A table with what PostgreSQL's writer asks.</summary>
internal sealed record PostgresTable(SqlName Name, bool IsView, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys, IReadOnlyList<string> Cascades)
    : SqlTable(Name, IsView, Columns, UniqueKeys, Cascades)
{
    public required IReadOnlyList<StageUnique> Uniques { get; init; }

    public required IReadOnlyList<StageForeignKey> ForeignKeys { get; init; }

    public required IReadOnlyList<StageCheck> Checks { get; init; }

    /// <summary>Other tables whose foreign keys refer to this one.</summary>
    public required IReadOnlyList<string> ReferredBy { get; init; }

    /// <summary>What else holds on to the table itself, not to its name: <c>view v</c>, <c>function f(integer)</c>, <c>publication p</c>.</summary>
    public required IReadOnlyList<string> Dependents { get; init; }

    /// <summary>Whether triggers of its users fire before a row is written, and may change it or leave it out.</summary>
    public required bool HasBeforeTriggers { get; init; }

    /// <summary>Its users' triggers that fire.</summary>
    public required IReadOnlyList<PostgresTrigger> Triggers { get; init; }

    /// <summary>Whether rules add statements to those that insert, which a bulk load passes by.</summary>
    public required bool HasInsertRules { get; init; }

    /// <summary>Whether policies of row security hold for this user.</summary>
    public required bool HasPolicies { get; init; }

    /// <summary>An ordinary table, no partition and no parent of any.</summary>
    public required bool IsPlain { get; init; }

    public PostgresColumn Column(string name) => (PostgresColumn)Columns.First(c => c.Name == name);

    /// <summary>The same for fields: where they bring the text of a number that no type of ours holds, the server reads it.</summary>
    public PostgresTable For(RecordSchema fields)
    {
        bool IsText(SqlColumn column) => fields.IndexOf(column.Name) is >= 0 and var index && fields[index].Type.Kind == DataKind.Text;
        return this with { Columns = [.. Columns.Cast<PostgresColumn>().Select(c => c.Type.IsWideNumber && IsText(c) ? c with { Type = c.Type with { IsReadByServer = true }, BytesTell = false } : c)] };
    }
}

/// <summary>A column with what PostgreSQL's writer asks.</summary>
internal sealed record PostgresColumn(string Name, string DeclaredType, bool MustBeFilled, bool Generated, bool Identity) : SqlColumn(Name, DeclaredType, MustBeFilled, Generated, Identity)
{
    /// <summary>Of a domain that of its base.</summary>
    public required PostgresType Type { get; init; }

    /// <summary>The base type as a statement writes it.</summary>
    public required string TypeText { get; init; }

    /// <summary>The same without a length or precision.</summary>
    public required string BareType { get; init; }

    /// <summary>Whether its values have parts (an array, a composite type, a multirange), which JSON has words for.</summary>
    public required bool HasParts { get; init; }

    /// <summary>Whether values are equal to the server exactly when their bytes are, once blanks and case are made alike where its type ignores them.</summary>
    public required bool BytesTell { get; init; }

    public required bool AllowsNull { get; init; }

    /// <summary>GENERATED ALWAYS AS IDENTITY: an INSERT says OVERRIDING SYSTEM VALUE.</summary>
    public required bool IdentityAlways { get; init; }

    /// <summary>The sequence that numbers it, quoted, or null.</summary>
    public required string? Sequence { get; init; }

    /// <summary>The words of an enum, or null.</summary>
    public required IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Its collation, quoted, or null for the type's own.</summary>
    public required string? Collation { get; init; }
}

/// <summary>A trigger that fires.</summary>
/// <param name="On">The words that switch it on again as it was.</param>
internal sealed record PostgresTrigger(string Name, string On);

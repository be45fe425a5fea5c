using DataMigration.Connectors.Sql.Staging;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>A table with what SQL Server's writer asks.</summary>
internal sealed record SqlServerTable(SqlName Name, bool IsView, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<IReadOnlyList<string>> UniqueKeys, IReadOnlyList<string> Cascades)
    : SqlTable(Name, IsView, Columns, UniqueKeys, Cascades)
{
    public required IReadOnlyList<SqlServerIndex> Indexes { get; init; }

    /// <summary>Foreign keys that are watched.</summary>
    public required IReadOnlyList<SqlServerForeignKey> ForeignKeys { get; init; }

    /// <summary>CHECKs that are watched.</summary>
    public required IReadOnlyList<StageCheck> Checks { get; init; }

    /// <summary>The triggers that fire.</summary>
    public required IReadOnlyList<SqlServerTrigger> Triggers { get; init; }

    /// <summary>Whether one of them fires in the place of a change.</summary>
    public required bool HasInsteadOf { get; init; }

    /// <summary>Other tables whose foreign keys refer to it.</summary>
    public required IReadOnlyList<string> ReferredBy { get; init; }

    /// <summary>The names of these foreign keys.</summary>
    public IReadOnlyList<string> Referring { get; init; } = [];

    /// <summary>Views that read it.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>Whether TRUNCATE TABLE is possible and allowed.</summary>
    public required bool CanTruncate { get; init; }

    /// <summary>What keeps a table of the same shape from being made (system versioning, memory-optimized …), or nothing.</summary>
    public required IReadOnlyList<string> Peculiarities { get; init; }

    /// <summary>Whether it is memory-optimized: no statement may say how its rows are locked.</summary>
    public bool IsInMemory { get; init; }

    public SqlServerColumn Column(string name) => (SqlServerColumn)Columns.First(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A column with what SQL Server's writer asks.</summary>
internal sealed record SqlServerColumn(string Name, string DeclaredType, bool MustBeFilled, bool Generated, bool Identity) : SqlColumn(Name, DeclaredType, MustBeFilled, Generated, Identity)
{
    public required SqlServerType Type { get; init; }

    public required bool AllowsNull { get; init; }

    /// <summary>Of a text column, else null.</summary>
    public required string? Collation { get; init; }

    /// <summary>The code page of a text column that is not Unicode, else 0.</summary>
    public required int CodePage { get; init; }

    /// <summary>The expression of a computed column, or null.</summary>
    public string? Computed { get; init; }

    public bool Persisted { get; init; }

    /// <summary>The expression of its default, or null.</summary>
    public string? Default { get; init; }

    /// <summary>First number and step of an identity column, as the catalogue prints them.</summary>
    public (string Seed, string Increment)? Numbering { get; init; }
}

/// <summary>A unique index.</summary>
/// <param name="Columns">Its key, each with whether it descends.</param>
/// <param name="Filter">The rows it covers, or null for all.</param>
/// <param name="IsPrimaryKey">Whether it is that.</param>
/// <param name="IsClustered">Whether the table's rows lie in its order.</param>
/// <param name="IgnoresDuplicates">Leaves out rows that are there already, without an error.</param>
internal sealed record SqlServerIndex(string Name, IReadOnlyList<(string Column, bool Descending)> Columns, string? Filter, bool IsPrimaryKey, bool IsClustered, bool IgnoresDuplicates)
{
    /// <summary>Covers all rows, or all but those without a value.</summary>
    public bool CoversValues => Filter is null || CoversAllButNulls;

    /// <summary>The server prints the condition so.</summary>
    public bool CoversAllButNulls => Columns.Count == 1 && Filter == $"({SqlServerText.Quote(Columns[0].Column)} IS NOT NULL)";
}

/// <summary>A foreign key of the table.</summary>
internal sealed record SqlServerForeignKey(string Name, IReadOnlyList<string> Columns, SqlName Parent, IReadOnlyList<string> ParentColumns, bool IsSelf);

/// <summary>A trigger that fires.</summary>
/// <param name="Definition">Its text, or null where the server keeps it to itself.</param>
internal sealed record SqlServerTrigger(string Name, string? Definition);

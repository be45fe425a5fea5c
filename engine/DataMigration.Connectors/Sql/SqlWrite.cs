using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>A load as a dialect's writer needs it: everything by position in <see cref="Schema"/>.</summary>
internal sealed record SqlWrite
{
    public required string Table { get; init; }

    public required RecordSchema Schema { get; init; }

    public required SqlMode Mode { get; init; }

    /// <summary>The fields of the key, in the order the author named them; possibly none.</summary>
    public required int[] Key { get; init; }

    /// <summary>The fields of which each is unique by itself; possibly none.</summary>
    public required int[] Unique { get; init; }

    /// <summary>The fields a new row is given.</summary>
    public required int[] Inserted { get; init; }

    /// <summary>The fields an existing row is given; never those of the key.</summary>
    public required int[] Updated { get; init; }

    public required DuplicatePolicy Duplicates { get; init; }

    /// <summary>Make the table if it is missing.</summary>
    public required bool Create { get; init; }

    /// <summary>Everything inside one transaction that is rolled back.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The target's place in the pipeline.</summary>
    public required SourceSpan Span { get; init; }
}

using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Journals;

namespace DataMigration.Connectors.Sql;

/// <summary>A load as a dialect's writer needs it: everything by position in <see cref="Schema"/>.</summary>
internal sealed record SqlWrite
{
    public required SqlName Table { get; init; }

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

    public required bool KeepIdentity { get; init; }

    public required bool FireTriggers { get; init; }

    public required bool CheckConstraints { get; init; }

    /// <summary>One transaction for the whole load.</summary>
    public required bool Atomic { get; init; }

    /// <summary>How many connections write at once.</summary>
    public required int Connections { get; init; }

    /// <summary>Null = the database's own default.</summary>
    public required SqlIsolation? Isolation { get; init; }

    /// <summary>Seconds a statement may take; 0 = as long as it takes.</summary>
    public required int CommandTimeout { get; init; }

    public required IReadOnlyList<string> Before { get; init; }

    public required IReadOnlyList<string> After { get; init; }

    /// <summary>The pipeline: one run of it at a time may load the table.</summary>
    public required string Pipeline { get; init; }

    /// <summary>How the load is kept fit to be taken up, or null.</summary>
    public CheckpointRequest? Checkpoints { get; init; }

    /// <summary>Where to write down what undoes the load, or null.</summary>
    public JournalRequest? Journal { get; init; }

    /// <summary>For what outgrows memory.</summary>
    public required string SpillFolder { get; init; }

    /// <summary>Everything inside one transaction that is rolled back.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The same load with the fields left out that the real table fills by itself: still compared where they are a key, never written.</summary>
    public SqlWrite For(SqlTable table, StringComparer names)
    {
        var left = table.Columns.Where(c => c.Generated || (c.Identity && !KeepIdentity)).Select(c => c.Name).ToHashSet(names);
        bool Written(int field) => !left.Contains(Schema[field].Name);
        return left.Count == 0 ? this : this with { Inserted = [.. Inserted.Where(Written)], Updated = [.. Updated.Where(Written)] };
    }

    /// <summary>Whether a field is given to every row that is written, a new one and one that is changed.</summary>
    public bool WritesAlways(int field) => Mode != SqlMode.Upsert || Key.Contains(field) || (Inserted.Contains(field) && Updated.Contains(field));

    /// <summary>The target's place in the pipeline.</summary>
    public required SourceSpan Span { get; init; }
}

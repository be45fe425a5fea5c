using DataMigration.Data;

namespace DataMigration.Planning;

/// <summary>
/// The fields at one place of a pipeline. Before a source has been asked for its fields the scope is open: it holds the names the
/// pipeline refers to, and any other may exist.
/// </summary>
/// <param name="Schema">The known fields.</param>
/// <param name="IsOpen">Whether there may be others.</param>
/// <param name="Untyped">Fields whose type only the source can tell; empty once it has.</param>
public sealed record FieldScope(RecordSchema Schema, bool IsOpen, IReadOnlySet<string> Untyped)
{
    private static readonly HashSet<string> None = [];

    /// <summary>Fields as the source has them.</summary>
    public static FieldScope Closed(RecordSchema schema) => new(schema, false, None);
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors;

/// <summary>What a source or target is told besides its options.</summary>
public sealed record ConnectorContext
{
    /// <summary>Its name in the pipeline.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the pipeline file.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The connection behind a reference. The planner has checked that the name exists; of the wrong kind is for the component to say.</summary>
    public required Func<ConnectionReference, IConnection> Connection { get; init; }

    /// <summary>For what only the component itself can take up again (a query read by key). Opening, checking and writing are retried by the engine.</summary>
    public required IRetries Retries { get; init; }

    /// <summary>Of a source whose rejects are replayed: where a row of the reject file came from in the first place, null where nobody knows. Asked for rows that are read, by several threads. Null for a source that is read itself.</summary>
    public Func<RowOrigin, RowOrigin?>? FirstOrigin { get; init; }
}

using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors;

/// <summary>
/// Where rows come from. A class with <c>[Component(ComponentKind.Source, …)]</c> and a constructor <c>(TOptions options, ConnectorContext context)</c>
/// that touches neither network nor data. The engine calls <see cref="DiscoverAsync"/> once, then <see cref="ReadAsync"/> (or the
/// faces of <see cref="ISplitsIntoBlocks"/>) once, or several times one after the other where <see cref="CanReadAgain"/>.
/// </summary>
public interface ISource
{
    /// <summary>The fields as far as the options declare them, or null when only <see cref="DiscoverAsync"/> can tell. No I/O.</summary>
    RecordSchema? DeclaredSchema { get; }

    /// <summary>What a field is that nothing declares, where that is known without asking (text in a CSV file), or null.</summary>
    DataType? UndeclaredType { get; }

    /// <summary>Says what is wrong with the options as a whole, without I/O.</summary>
    void Validate(DiagnosticBag diagnostics) { }

    /// <summary>The real fields: opens the source, reads a header or prepares a query, and closes it again. Where the options declare fields, they are checked against it.</summary>
    /// <exception cref="Failures.MigrationException">The source cannot be opened, or is not what was declared.</exception>
    ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken);

    /// <summary>The rows in source order, a few thousand a batch; the receiver owns each batch. Rows that cannot be read are in the batch
    /// (their bad fields null) with a failure of stage <see cref="Failures.Stage.Source"/>.</summary>
    /// <exception cref="Failures.MigrationException">Reading failed as a whole.</exception>
    IAsyncEnumerable<RecordBatch> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Whether the rows can be read a second time from the start; not from a pipe.</summary>
    bool CanReadAgain => true;

    /// <summary>How a rejected row of this source is filed, so that the file is itself a source.</summary>
    IRejectFormat RejectFormat { get; }

    /// <summary>Bytes to read, for the progress display, or null when unknown. Asked after discovery.</summary>
    long? TotalBytes { get; }

    /// <summary>Facts that <c>plan</c> prints: how it is read (in parallel blocks, serially, why).</summary>
    IReadOnlyList<string> Facts { get; }
}

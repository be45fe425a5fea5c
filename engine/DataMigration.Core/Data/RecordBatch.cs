using DataMigration.Failures;

namespace DataMigration.Data;

/// <summary>
/// Rows as columns: what a source yields and what transforms and mappings make of it. A derived batch keeps the batch it was made
/// of (<see cref="Source"/>), row for row at the same index, and shares its origins, selection and failures, so a reject finds its
/// raw record. Whoever receives a batch owns it and disposes it, everything below included. One thread at a time.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private readonly Column[] _columns;

    /// <summary>A batch of a source, all rows selected; takes ownership of everything it is given.</summary>
    /// <param name="schema">As many fields as there are columns, types alike.</param>
    /// <param name="rowCount">Length of every column.</param>
    /// <param name="columns">In the order of the schema.</param>
    /// <param name="origins">One origin a row.</param>
    public RecordBatch(RecordSchema schema, int rowCount, Column[] columns, RowOrigins origins)
    {
        Schema = schema;
        RowCount = rowCount;
        _columns = columns;
        Origins = origins;
        Selection = Selection.All(rowCount);
        Failures = new FailureSink(rowCount);
    }

    /// <summary>A batch made of another one, row for row; takes ownership of the columns and of <paramref name="source"/>.</summary>
    public RecordBatch(RecordSchema schema, Column[] columns, RecordBatch source)
    {
        Schema = schema;
        RowCount = source.RowCount;
        _columns = columns;
        Source = source;
        Origins = source.Origins;
        Selection = source.Selection;
        Failures = source.Failures;
    }

    /// <summary>The fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Rows in every column, alive or not.</summary>
    public int RowCount { get; }

    /// <summary>Where each row came from.</summary>
    public RowOrigins Origins { get; }

    /// <summary>The rows still alive: not filtered. Rejected rows stay selected until the rules are through (they collect all their reasons).</summary>
    public Selection Selection { get; }

    /// <summary>Takes the failures of this batch's rows, from the decoder on.</summary>
    public FailureSink Failures { get; }

    /// <summary>The batch this one was made of, or null for a source's own batch.</summary>
    public RecordBatch? Source { get; }

    /// <summary>The source's own batch at the bottom.</summary>
    public RecordBatch Root => Source?.Root ?? this;

    /// <summary>The column of the field at this position.</summary>
    public Column this[int field] => _columns[field];

    /// <summary>Gives everything back to the pools, the batches below included.</summary>
    public void Dispose()
    {
        // The same column may stand in two batches or for two fields (a mapping without functions shares it): disposing twice is harmless.
        foreach (var column in _columns) column.Dispose();
        if (Source is not null)
        {
            Source.Dispose();
            return;
        }
        Origins.Dispose();
        Selection.Dispose();
        Failures.Dispose();
    }
}

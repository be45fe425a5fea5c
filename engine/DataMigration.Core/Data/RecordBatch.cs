using DataMigration.Failures;

namespace DataMigration.Data;

/// <summary>
/// Rows as columns: what a source yields and what transforms and mappings make of it. A derived batch keeps the batch it was made
/// of (<see cref="Source"/>), row for row at the same index, and shares its origins, selection and failures, so a reject finds its
/// raw record. A batch of a step that makes several rows of one (<see cref="Parents"/>) has rows, selection and failures of its own. Whoever receives a batch owns it and disposes it, everything below included. One thread at a time.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private readonly Column[] _columns;
    private int[] _parents = [];

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

    /// <summary>A batch of which each row was made of a row of another one; takes ownership of the columns and of <paramref name="source"/>.</summary>
    /// <param name="schema">As many fields as there are columns, types alike.</param>
    /// <param name="columns">In the order of the schema, as long as <paramref name="parents"/>.</param>
    /// <param name="source">What the rows were made of.</param>
    /// <param name="parents">For each row that of <paramref name="source"/> it was made of: a selected one, ascending.</param>
    public RecordBatch(RecordSchema schema, Column[] columns, RecordBatch source, ReadOnlySpan<int> parents)
    {
        Schema = schema;
        RowCount = parents.Length;
        _columns = columns;
        Source = source;
        AddsRows = true;
        _parents = BufferPool.Of<int>().Rent(Math.Max(parents.Length, 1));
        parents.CopyTo(_parents);
        Origins = new AddedRowOrigins(this);
        Selection = Selection.All(RowCount);
        Failures = new FailureSink(RowCount);
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

    /// <summary>Of a source's own batch that was no block: where reading goes on behind it, as <see cref="Block.Cursor"/>.</summary>
    public string? Cursor { get; set; }

    /// <summary>The batch this one was made of, or null for a source's own batch.</summary>
    public RecordBatch? Source { get; }

    /// <summary>The source's own batch at the bottom.</summary>
    public RecordBatch Root => Source?.Root ?? this;

    /// <summary>Whether this batch has rows of its own, each made of one of <see cref="Source"/>.</summary>
    public bool AddsRows { get; }

    /// <summary>For each row of a batch that adds rows that of <see cref="Source"/> it was made of, ascending; else empty.</summary>
    public ReadOnlySpan<int> Parents => _parents.AsSpan(0, AddsRows ? RowCount : 0);

    /// <summary>The nearest batch at or below this one with rows of its own: a source's, or one that adds rows.</summary>
    public RecordBatch Level => AddsRows || Source is null ? this : Source.Level;

    /// <summary>The row of the source's own batch that a row was made of. Rows of one source row follow one another.</summary>
    public int RootRow(int row)
    {
        for (var level = Level; level.AddsRows; level = level.Source!.Level) row = level._parents[row];
        return row;
    }

    /// <summary>How many rows, from the first on, were made of the first <paramref name="rootRows"/> rows of the source's own batch.</summary>
    public int RowsOf(int rootRows)
    {
        if (!Level.AddsRows || rootRows >= Root.RowCount) return Level.AddsRows ? RowCount : Math.Min(rootRows, RowCount);
        int low = 0, high = RowCount;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (RootRow(middle) < rootRows) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The column of the field at this position.</summary>
    public Column this[int field] => _columns[field];

    /// <summary>Gives everything back to the pools, the batches below included.</summary>
    public void Dispose()
    {
        // The same column may stand in two batches or for two fields (a mapping without functions shares it): disposing twice is harmless.
        foreach (var column in _columns) column.Dispose();
        if (Source is null || AddsRows)
        {
            Origins.Dispose();
            Selection.Dispose();
            Failures.Dispose();
            if (_parents.Length > 0) BufferPool.Of<int>().Return(_parents);
            _parents = [];
        }
        Source?.Dispose();
    }
}

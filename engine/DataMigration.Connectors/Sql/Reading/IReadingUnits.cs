using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>What a reading hands out: batches, or blocks that workers decode.</summary>
internal interface IReadingUnits<T> where T : class
{
    /// <summary>The next unit, or null.</summary>
    ValueTask<T?> ReadAsync(ISqlReader reader, long sequence, long firstRow, CancellationToken cancellationToken);

    /// <summary>Rows of the unit just read.</summary>
    int Rows(ISqlReader reader, T unit);

    /// <summary>Something of the last row of the unit just read.</summary>
    TResult OfLastRow<TResult>(ISqlReader reader, T unit, Func<RecordBatch, int, TResult> take);

    /// <summary>Says where reading goes on behind the unit.</summary>
    void Mark(T unit, string cursor);

    /// <summary>Nobody takes the unit.</summary>
    void Drop(T unit);
}

/// <summary>Batches.</summary>
internal sealed class BatchUnits : IReadingUnits<RecordBatch>
{
    public ValueTask<RecordBatch?> ReadAsync(ISqlReader reader, long sequence, long firstRow, CancellationToken cancellationToken) => reader.ReadAsync(cancellationToken);

    public int Rows(ISqlReader reader, RecordBatch unit) => unit.RowCount;

    public TResult OfLastRow<TResult>(ISqlReader reader, RecordBatch unit, Func<RecordBatch, int, TResult> take) => take(unit, unit.RowCount - 1);

    public void Mark(RecordBatch unit, string cursor) => unit.Cursor = cursor;

    public void Drop(RecordBatch unit) => unit.Dispose();
}

/// <summary>Blocks.</summary>
internal sealed class BlockUnits : IReadingUnits<Block>
{
    public ValueTask<Block?> ReadAsync(ISqlReader reader, long sequence, long firstRow, CancellationToken cancellationToken) => ((ISqlBlockReader)reader).ReadBlockAsync(sequence, firstRow, cancellationToken);

    public int Rows(ISqlReader reader, Block unit) => ((ISqlBlockReader)reader).LastRows;

    public TResult OfLastRow<TResult>(ISqlReader reader, Block unit, Func<RecordBatch, int, TResult> take)
    {
        using var row = ((ISqlBlockReader)reader).LastRow();
        return take(row, 0);
    }

    public void Mark(Block unit, string cursor) => unit.Cursor = cursor;

    public void Drop(Block unit) => unit.Dispose();
}

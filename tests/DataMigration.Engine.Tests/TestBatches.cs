using DataMigration.Data;

namespace DataMigration.Tests;

/// <summary>Batches made by hand.</summary>
internal static class TestBatches
{
    /// <summary>Rows without fields.</summary>
    public static RecordBatch Empty(int rows) => new(new RecordSchema([]), rows, [], new Nowhere());

    /// <summary>Rows from nowhere.</summary>
    public static RecordBatch Of(RecordSchema schema, params Column[] columns) => new(schema, 1, columns, new Nowhere());

    private sealed class Nowhere : RowOrigins
    {
        public override RowOrigin this[int row] => default;

        public override long Position(int row) => row;
    }
}

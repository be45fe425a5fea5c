using System.Text;
using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary><c>value:</c>: the same text for every row; its bytes stand in the heap once.</summary>
internal sealed class ConstantStep(string? text) : IColumnStep
{
    private readonly byte[]? _utf8 = text is null ? null : Encoding.UTF8.GetBytes(text);

    public DataType Output => DataType.Text;

    public string Description => text is null ? "null" : $"value '{text}'";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var output = new TextColumn(DataType.Text, batch.RowCount, _utf8?.Length ?? 0);
        if (_utf8 is null) return output;
        int start = output.Heap.Append(_utf8);
        foreach (int row in rows) output.SetSlice(row, start, _utf8.Length);
        return output;
    }
}

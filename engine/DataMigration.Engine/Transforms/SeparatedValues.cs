using DataMigration.Data;

namespace DataMigration.Transforms;

/// <summary>Text split at a separator: slices of the text itself.</summary>
internal sealed class SeparatedValues(TextColumn text, byte[] separator) : SplitValues
{
    private readonly List<(int Start, int Length)> _slices = [];

    public override string? Add(int row, ReadOnlySpan<byte> value)
    {
        int start = text.Starts[row];
        while (true)
        {
            int found = value.IndexOf(separator);
            int length = found < 0 ? value.Length : found;
            AddParent(row);
            _slices.Add((start, length));
            if (found < 0) return null;
            value = value[(found + separator.Length)..];
            start += found + separator.Length;
        }
    }

    public override IReadOnlyList<Column> ToColumns()
    {
        var column = new TextColumn(DataType.Text, Count, text.Heap.AddReference());
        for (int i = 0; i < _slices.Count; i++)
            if (_slices[i] is { Length: >= 0 } slice) column.SetSlice(i, slice.Start, slice.Length);
        return [column];
    }

    public override void Dispose() { }

    protected override void AddNullValue() => _slices.Add((0, -1));
}

using DataMigration.Data;

namespace DataMigration.References;

/// <summary>A column that takes rows one after the other, for as long as a table is being built.</summary>
internal sealed class GrowingColumn(DataType type)
{
    private const long LargestHeap = 0x7FFF_0000;

    private int _count;

    /// <summary>The rows so far, and room for more.</summary>
    public Column Values { get; private set; } = Column.Create(type, 1024);

    /// <returns>False when the text of all rows would pass 2 GB.</returns>
    public bool TryAdd(Column from, int row)
    {
        if (from is TextColumn text && !text.IsNull(row) && ((TextColumn)Values).Heap.Used + (long)text.Lengths[row] > LargestHeap) return false;
        if (_count == Values.Length) Grow();
        ColumnRows.Set(Values, _count++, from, row);
        return true;
    }

    public void AddNull()
    {
        if (_count == Values.Length) Grow();
        _count++;
    }

    private void Grow()
    {
        int[] rows = new int[_count * 2];
        for (int i = 0; i < rows.Length; i++) rows[i] = i < _count ? i : -1;
        var bigger = ColumnRows.Take(Values, rows);
        Values.Dispose();
        Values = bigger;
    }
}

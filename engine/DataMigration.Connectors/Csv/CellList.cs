namespace DataMigration.Connectors.Csv;

/// <summary>The cells of one record, as many as there are.</summary>
internal sealed class CellList
{
    private (int Start, int End, CellForm Form)[] _cells = new (int, int, CellForm)[64];

    public int Count { get; private set; }

    public (int Start, int End, CellForm Form) this[int index] => _cells[index];

    public void Clear() => Count = 0;

    /// <summary>How a parser adds to the list.</summary>
    public readonly struct Sink(CellList list) : ICellSink
    {
        public void Add(int start, int end, CellForm form)
        {
            if (list.Count == list._cells.Length) Array.Resize(ref list._cells, list.Count * 2);
            list._cells[list.Count++] = (start, end, form);
        }
    }
}

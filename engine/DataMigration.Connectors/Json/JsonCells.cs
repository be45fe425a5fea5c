using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>Where the values of a block lie, collected while their number is not known yet; reused from block to block.</summary>
internal sealed class JsonCells
{
    private const int Null = -1;

    private readonly int[][] _starts;
    private readonly int[][] _lengths;
    private readonly int[] _setIn;
    private byte[] _unescaped = new byte[4096];
    private int _capacity = 1024;
    private int _set;

    public JsonCells(int width)
    {
        _starts = new int[width][];
        _lengths = new int[width][];
        _setIn = new int[width];
        for (int column = 0; column < width; column++) (_starts[column], _lengths[column]) = (new int[_capacity], new int[_capacity]);
        RecordStarts = new int[_capacity];
        RecordEnds = new int[_capacity];
    }

    public int Rows { get; private set; }

    public int[] RecordStarts { get; private set; }

    public int[] RecordEnds { get; private set; }

    /// <summary>Bytes in the block; what is kept besides lies behind them.</summary>
    public int TextLength { get; set; }

    /// <summary>Values that do not stand in the block as they read.</summary>
    public ReadOnlySpan<byte> Unescaped => _unescaped.AsSpan(0, UnescapedLength);

    private int UnescapedLength { get; set; }

    public void Clear()
    {
        Rows = UnescapedLength = 0;
        Array.Fill(_setIn, -1);
    }

    /// <summary>Begins a row.</summary>
    public void AddRow(int start)
    {
        if (Rows == _capacity) Grow();
        RecordStarts[Rows++] = start;
        _set = 0;
    }

    /// <summary>Ends the last row: what was not set is null.</summary>
    public void EndRow(int end)
    {
        int row = Rows - 1;
        RecordEnds[row] = end;
        if (_set == _setIn.Length) return;
        for (int column = 0; column < _setIn.Length; column++)
            if (_setIn[column] != row) _lengths[column][row] = Null;
    }

    /// <summary>Takes back everything of a row.</summary>
    public void Empty(int row)
    {
        for (int column = 0; column < _setIn.Length; column++) _lengths[column][row] = Null;
    }

    public bool IsSet(int column) => _setIn[column] == Rows - 1;

    /// <summary>Sets a value of the last row.</summary>
    public void Set(int column, int start, int length)
    {
        int row = Rows - 1;
        _starts[column][row] = start;
        _lengths[column][row] = length;
        if (_setIn[column] == row) return;
        _setIn[column] = row;
        _set++;
    }

    public void SetNull(int column) => Set(column, 0, Null);

    /// <summary>Room for so many bytes, of which <see cref="SetKept"/> then takes some.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_unescaped.Length - UnescapedLength < count) Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, UnescapedLength + count));
        return _unescaped.AsSpan(UnescapedLength);
    }

    public void SetKept(int column, int length)
    {
        Set(column, TextLength + UnescapedLength, length);
        UnescapedLength += length;
    }

    /// <summary>The values of one column as slices of the heap.</summary>
    public TextColumn ToColumn(int column, DataType type, TextHeap heap)
    {
        var text = new TextColumn(type, Rows, heap.AddReference());
        var lengths = _lengths[column].AsSpan(0, Rows);
        _starts[column].AsSpan(0, Rows).CopyTo(text.Starts);
        lengths.CopyTo(text.Lengths);
        text.Validity.SetAll();
        for (int row = lengths.IndexOf(Null); row >= 0 && row < Rows;)
        {
            text.SetNull(row);
            int next = lengths[(row + 1)..].IndexOf(Null);
            row = next < 0 ? Rows : row + 1 + next;
        }
        return text;
    }

    private void Grow()
    {
        _capacity *= 2;
        for (int column = 0; column < _starts.Length; column++)
        {
            Array.Resize(ref _starts[column], _capacity);
            Array.Resize(ref _lengths[column], _capacity);
        }
        int[] starts = RecordStarts, ends = RecordEnds;
        Array.Resize(ref starts, _capacity);
        Array.Resize(ref ends, _capacity);
        (RecordStarts, RecordEnds) = (starts, ends);
    }
}

using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>Where the values of a block lie, collected while their number is not known yet; reused from block to block.</summary>
internal abstract class CellSlices
{
    /// <summary>The length of a null.</summary>
    protected const int Null = -1;

    private byte[] _unescaped = new byte[4096];
    private int _capacity = 1024;

    protected CellSlices(int width)
    {
        Starts = new int[width][];
        Lengths = new int[width][];
        for (int column = 0; column < width; column++) (Starts[column], Lengths[column]) = (new int[_capacity], new int[_capacity]);
        RecordStarts = new int[_capacity];
        RecordEnds = new int[_capacity];
    }

    public int Rows { get; private set; }

    public int[] RecordStarts { get; private set; }

    public int[] RecordEnds { get; private set; }

    /// <summary>Bytes of values that do not stand in the block as they read; they go behind it when it has been read through.</summary>
    public int UnescapedLength { get; private set; }

    public ReadOnlySpan<byte> Unescaped => _unescaped.AsSpan(0, UnescapedLength);

    /// <summary>By column, then row.</summary>
    protected int[][] Starts { get; }

    protected int[][] Lengths { get; }

    /// <summary>The values of one column as slices of the heap.</summary>
    public TextColumn ToColumn(int column, DataType type, TextHeap heap)
    {
        var text = new TextColumn(type, Rows, heap.AddReference());
        var lengths = Lengths[column].AsSpan(0, Rows);
        Starts[column].AsSpan(0, Rows).CopyTo(text.Starts);
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

    /// <summary>Room for so many unescaped bytes, to be claimed by <see cref="Keep"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_unescaped.Length - UnescapedLength < count) Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, UnescapedLength + count));
        return _unescaped.AsSpan(UnescapedLength);
    }

    /// <summary>Claims unescaped bytes and says where among them they start.</summary>
    protected int Keep(int count)
    {
        UnescapedLength += count;
        return UnescapedLength - count;
    }

    protected void Reset() => Rows = UnescapedLength = 0;

    protected void BeginRow(int start)
    {
        if (Rows == _capacity) Grow();
        RecordStarts[Rows++] = start;
    }

    /// <summary>Has room for so many rows, whose cells are set afterwards.</summary>
    protected void BeginRows(int count)
    {
        while (_capacity < count) Grow();
        Rows = count;
    }

    private void Grow()
    {
        _capacity *= 2;
        for (int column = 0; column < Starts.Length; column++)
        {
            Array.Resize(ref Starts[column], _capacity);
            Array.Resize(ref Lengths[column], _capacity);
        }
        int[] starts = RecordStarts, ends = RecordEnds;
        Array.Resize(ref starts, _capacity);
        Array.Resize(ref ends, _capacity);
        (RecordStarts, RecordEnds) = (starts, ends);
    }
}

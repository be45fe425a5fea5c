using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Where the cells of a block lie, collected while their number is not known yet; reused from block to block.</summary>
internal sealed class CsvCells
{
    private const int Null = -1;

    private readonly int[][] _starts;
    private readonly int[][] _lengths;
    private byte[] _unescaped = new byte[4096];
    private int _capacity = 1024;

    public CsvCells(int width)
    {
        _starts = new int[width][];
        _lengths = new int[width][];
        for (int column = 0; column < width; column++) (_starts[column], _lengths[column]) = (new int[_capacity], new int[_capacity]);
        RecordStarts = new int[_capacity];
        RecordEnds = new int[_capacity];
    }

    public int Rows { get; private set; }

    public int[] RecordStarts { get; private set; }

    public int[] RecordEnds { get; private set; }

    /// <summary>Where the bytes of unescaped cells will start behind the text.</summary>
    public int UnescapedStart { get; set; }

    /// <summary>Bytes of cells that do not stand in the block as they read; they go behind it when it has been read through.</summary>
    public int UnescapedLength { get; private set; }

    public ReadOnlySpan<byte> Unescaped => _unescaped.AsSpan(0, UnescapedLength);

    public void Clear() => Rows = UnescapedLength = 0;

    public void AddRow(int start, int end)
    {
        if (Rows == _capacity) Grow();
        RecordStarts[Rows] = start;
        RecordEnds[Rows++] = end;
    }

    /// <summary>Sets a cell of the last row.</summary>
    public void Set(int column, int start, int length)
    {
        _starts[column][Rows - 1] = start;
        _lengths[column][Rows - 1] = length;
    }

    /// <summary>The bytes of a cell; negative for null.</summary>
    public int Length(int column, int row) => _lengths[column][row];

    /// <summary>The first column whose cell in a row has more bytes, or -1.</summary>
    public int LongerThan(int bytes, int row) => Array.FindIndex(_lengths, l => l[row] > bytes);

    public void SetNull(int column) => _lengths[column][Rows - 1] = Null;

    /// <summary>Keeps bytes and says where among the unescaped ones.</summary>
    public int Keep(ReadOnlySpan<byte> value)
    {
        if (_unescaped.Length - UnescapedLength < value.Length) Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, UnescapedLength + value.Length));
        value.CopyTo(_unescaped.AsSpan(UnescapedLength));
        UnescapedLength += value.Length;
        return UnescapedLength - value.Length;
    }

    /// <summary>The cells of one column as slices of the heap.</summary>
    public TextColumn ToColumn(int column, TextHeap heap)
    {
        var text = new TextColumn(DataType.Text, Rows, heap.AddReference());
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

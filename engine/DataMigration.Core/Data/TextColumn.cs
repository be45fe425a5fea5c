using System.Text;

namespace DataMigration.Data;

/// <summary>
/// A column of variable-length values: each row is a slice (start, length) of one <see cref="TextHeap"/>
/// (Arrow's view layout with a single data buffer). Holds text and JSON as UTF-8 and binary values raw.
/// Columns may share a heap, so trimming or splitting moves no bytes.
/// </summary>
public sealed class TextColumn : Column
{
    private int[] _starts;
    private int[] _lengths;

    /// <summary>A column of <paramref name="length"/> null rows on a heap of its own.</summary>
    public TextColumn(DataType type, int length, int heapCapacity = 4096) : this(type, length, new TextHeap(heapCapacity)) { }

    /// <summary>A column of <paramref name="length"/> null rows on a heap that others use too; takes over one reference of the caller
    /// (pass <c>heap.AddReference()</c> to keep one).</summary>
    public TextColumn(DataType type, int length, TextHeap heap) : base(type, length)
    {
        Heap = heap;
        _starts = BufferPool.Of<int>().Rent(Math.Max(length, 1));
        _lengths = BufferPool.Of<int>().Rent(Math.Max(length, 1));
    }

    /// <summary>Where the bytes of all rows stand.</summary>
    public TextHeap Heap { get; }

    /// <summary>Where each row's value starts in the heap; meaningless for null rows.</summary>
    public Span<int> Starts => _starts.AsSpan(0, Length);

    /// <summary>How many bytes each row's value has; meaningless for null rows.</summary>
    public Span<int> Lengths => _lengths.AsSpan(0, Length);

    /// <summary>The bytes of a row that is not null. Valid until the heap grows or is released.</summary>
    public ReadOnlySpan<byte> this[int row] => new(Heap.Bytes, _starts[row], _lengths[row]);

    /// <summary>Gives a row the slice of the heap from <paramref name="start"/> on and marks it not null.</summary>
    public void SetSlice(int row, int start, int length)
    {
        _starts[row] = start;
        _lengths[row] = length;
        Validity[row] = true;
    }

    /// <summary>Copies bytes to the heap and gives them to a row.</summary>
    public void Append(int row, ReadOnlySpan<byte> value) => SetSlice(row, Heap.Append(value), value.Length);

    /// <summary>Encodes text as UTF-8 onto the heap and gives it to a row. Lone surrogates become U+FFFD.</summary>
    public void Append(int row, ReadOnlySpan<char> value)
    {
        int written = Encoding.UTF8.GetBytes(value, Heap.Reserve(Encoding.UTF8.GetMaxByteCount(value.Length)));
        SetSlice(row, Heap.Advance(written), written);
    }

    /// <summary>The value of a row as a string, or null. For messages, scripts and regular expressions; allocates.</summary>
    public string? GetString(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(this[row]);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_starts.Length == 0) return;
        BufferPool.Of<int>().Return(_starts);
        BufferPool.Of<int>().Return(_lengths);
        _starts = _lengths = [];
        Heap.Release();
    }
}

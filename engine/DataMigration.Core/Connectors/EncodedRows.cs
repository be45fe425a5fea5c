using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors;

/// <summary>
/// Rows encoded on a worker, before the ordered rules (unique keys, another target's refusal) have spoken: rows dropped since are cut out
/// when the bytes are taken. Pooled; disposed by the engine.
/// </summary>
public sealed class EncodedRows : IDisposable
{
    private byte[] _bytes;
    private int[] _rows;
    private int[] _ends;
    private int _count;
    private List<RowFailure>? _failures;

    /// <summary>Room for so many rows and about so many bytes.</summary>
    public EncodedRows(int rowCapacity, int byteCapacity)
    {
        _rows = BufferPool.Of<int>().Rent(Math.Max(rowCapacity, 1));
        _ends = BufferPool.Of<int>().Rent(Math.Max(rowCapacity, 1));
        _bytes = BufferPool.Of<byte>().Rent(Math.Max(byteCapacity, 256));
    }

    /// <summary>Bytes encoded so far.</summary>
    public int Length { get; private set; }

    /// <summary>Room for at least so many more bytes, to be claimed by <see cref="Advance"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            byte[] bigger = BufferPool.Of<byte>().Rent(Math.Max(checked(Length + count), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
            _bytes.AsSpan(0, Length).CopyTo(bigger);
            BufferPool.Of<byte>().Return(_bytes);
            _bytes = bigger;
        }
        return _bytes.AsSpan(Length);
    }

    /// <summary>Claims bytes filled through <see cref="Reserve"/>; a negative count gives back bytes of the row at hand.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Rows that cannot be written; they have no bytes.</summary>
    public IReadOnlyList<RowFailure> Failures => (IReadOnlyList<RowFailure>?)_failures ?? [];

    /// <summary>Says that the row at hand cannot be written. It is ended without bytes like any other, and the target's writer rejects it if it is still selected.</summary>
    public void Fail(RowFailure failure) => (_failures ??= []).Add(failure);

    /// <summary>The bytes of the row that was the so-manieth to be ended, from 0.</summary>
    public ReadOnlySpan<byte> Row(int index) => _bytes.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    /// <summary>The bytes of rows that were ended one after the other, both ends included.</summary>
    public ReadOnlyMemory<byte> Run(int first, int last) => _bytes.AsMemory((first == 0 ? 0 : _ends[first - 1]).._ends[last]);

    /// <summary>As the so-manieth of which a batch row was ended.</summary>
    /// <param name="row">An encoded row of the batch.</param>
    /// <param name="from">Where to begin looking: the result for a row before this one, or 0.</param>
    public int IndexOf(int row, int from)
    {
        while (_rows[from] != row) from++;
        return from;
    }

    /// <summary>Ends the row: its bytes are those since the last end. Rows come in ascending order.</summary>
    public void EndRow(int row)
    {
        _rows[_count] = row;
        _ends[_count++] = Length;
    }

    /// <summary>The bytes of those rows that are selected now, as few runs as possible, in order.</summary>
    /// <param name="selection">A subset of the encoded rows.</param>
    /// <param name="write">Takes each run.</param>
    public void Take(Selection selection, Action<ReadOnlyMemory<byte>> write) => Take(selection, 0, selection.Count, write);

    /// <summary>The same for a part of the selected rows.</summary>
    /// <param name="selection">A subset of the encoded rows.</param>
    /// <param name="from">The first row to take, counted among the selected ones.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="write">Takes each run.</param>
    public void Take(Selection selection, int from, int count, Action<ReadOnlyMemory<byte>> write)
    {
        if (count == _count)
        {
            if (Length > 0) write(_bytes.AsMemory(0, Length));
            return;
        }
        var rows = selection.Rows.Slice(from, count);
        int at = rows.IsEmpty ? 0 : Math.Max(0, Array.BinarySearch(_rows, 0, _count, rows[0])), runStart = -1, runEnd = 0;
        foreach (int row in rows)
        {
            while (at < _count && _rows[at] < row) at++;
            if (at == _count || _rows[at] != row) throw new InvalidOperationException($"Row {row} was selected but not encoded.");
            int start = at == 0 ? 0 : _ends[at - 1];
            if (start != runEnd || runStart < 0)
            {
                if (runStart >= 0) write(_bytes.AsMemory(runStart, runEnd - runStart));
                runStart = start;
            }
            runEnd = _ends[at];
        }
        if (runStart >= 0) write(_bytes.AsMemory(runStart, runEnd - runStart));
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_bytes.Length == 0) return;
        BufferPool.Of<byte>().Return(_bytes);
        BufferPool.Of<int>().Return(_rows);
        BufferPool.Of<int>().Return(_ends);
        _bytes = [];
        _rows = _ends = [];
    }
}

using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Csv;

/// <summary>
/// A stream without its last lines: holds back so many lines that are not empty, since any of them may be the last. Empty lines at the very end do not count.
/// </summary>
/// <param name="lineEnd">What ends a line, in the file's bytes.</param>
/// <param name="unitSize">Bytes of the encoding's unit: line ends stand at multiples of it.</param>
internal sealed class WithoutLastLines(Stream stream, int lines, byte[] lineEnd, int unitSize) : InputStream
{
    private readonly Queue<long> _held = new();
    private byte[] _bytes = new byte[1 << 16];
    private int _first;
    private int _last;
    private long _offset;
    private long _lineStart;
    private long _searched;
    private bool _counted;
    private bool _final;

    public override int Read(Span<byte> buffer)
    {
        while (Released() == 0 && !_final) Fill(stream.Read(Room()));
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (Released() == 0 && !_final)
        {
            Room();
            Fill(await stream.ReadAsync(_bytes.AsMemory(_last), cancellationToken));
        }
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Bytes before the first line that is held.</summary>
    private int Released() => _held.Count == lines ? (int)(_held.Peek() - _offset) : 0;

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(Released(), buffer.Length);
        _bytes.AsSpan(_first, count).CopyTo(buffer);
        _first += count;
        _offset += count;
        return count;
    }

    private Span<byte> Room()
    {
        if (_last == _bytes.Length)
        {
            byte[] target = _first >= _bytes.Length / 2 ? _bytes : new byte[_bytes.Length * 2];
            _bytes.AsSpan(_first.._last).CopyTo(target);
            (_bytes, _last, _first) = (target, _last - _first, 0);
        }
        return _bytes.AsSpan(_last);
    }

    private void Fill(int read)
    {
        _final = read == 0;
        _last += read;
        while (true)
        {
            int from = Index(Math.Max(_lineStart, _searched)), found = Find(_bytes.AsSpan(from.._last));
            int end = found < 0 ? _last : from + found;
            if (!_counted && _bytes.AsSpan(Index(_lineStart)..end).ContainsAnyExcept("\r\n\0"u8)) Hold();
            if (found < 0) break;
            _lineStart = _offset + (end - _first) + lineEnd.Length;
            _counted = false;
        }
        _searched = Math.Max(_lineStart, _offset + (_last - _first) - lineEnd.Length + 1);
    }

    private void Hold()
    {
        _counted = true;
        if (_held.Count == lines) _held.Dequeue();
        _held.Enqueue(_lineStart);
    }

    private int Find(ReadOnlySpan<byte> data)
    {
        long start = _offset + (_last - _first) - data.Length;
        for (int at = 0; ;)
        {
            int found = data[at..].IndexOf(lineEnd);
            if (found < 0) return -1;
            at += found;
            if ((start + at) % unitSize == 0) return at;
            at++;
        }
    }

    private int Index(long offset) => _first + (int)(offset - _offset);
}

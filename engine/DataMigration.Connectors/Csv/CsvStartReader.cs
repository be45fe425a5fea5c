using DataMigration.Connectors.Files;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Reads the start of a file: byte order mark, skipped lines, header, line break.</summary>
internal sealed class CsvStartReader(CsvSourceOptions options, CsvDialect dialect, TextEncoding declared, InputFile input, Stream stream)
{
    private byte[] _bytes = new byte[1 << 14];
    private int _used;
    private bool _final;
    private TextEncoding _encoding = TextEncoding.Utf8;
    private DialectScanner _scanner = null!;

    /// <exception cref="MigrationException">The file cannot be read, or does not begin as it should.</exception>
    public CsvStart Read(CancellationToken cancellationToken)
    {
        while (_used < 4 && !_final) Fill();
        _encoding = TextEncoding.Detect(declared, _bytes.AsSpan(0, _used), out int mark);
        // A NUL behind the mark of UTF-16 looks like the mark of UTF-32: what the author says decides.
        if (options.Encoding is not null && declared.Mark is { Length: > 0 } own && _bytes.AsSpan(0, _used).StartsWith(own)) (_encoding, mark) = (declared, own.Length);
        if (mark > 0 && options.Encoding is not null && _encoding != declared) throw Failure(CsvMessages.OtherMark, input.Name, _encoding.Name, declared.Name);
        _scanner = DialectScanner.For(dialect, _encoding, input.Path, options.MaxRecordBytes);
        int at = mark;
        for (int i = 0; i < options.SkipRows && !AtEnd(at); i++) at = Next(at, line: true, cancellationToken);
        int rows = at;

        // What comes before the first record counts for nothing; it and its line break tell what the file is like.
        int first = FirstRecord(rows, out int end, cancellationToken);
        byte[] lineBreak = LineBreak(_bytes.AsSpan(_scanner.End, end - _scanner.End));
        byte lineByte = lineBreak.AsSpan().IndexOf((byte)'\n') < 0 && lineBreak.AsSpan().IndexOf((byte)'\r') >= 0 ? (byte)'\r' : (byte)'\n';
        var header = new List<byte[]>();
        if (options.Header)
        {
            if (end == first) throw Failure(CsvMessages.NoHeader, input.Name);
            header.Add(_bytes[first.._scanner.End]);
            for (at = end; header.Count < options.HeaderRows; at = end)
            {
                if (AtEnd(at)) throw Failure(CsvMessages.HeaderTooShort, input.Name, options.HeaderRows, header.Count);
                end = Next(at, line: false, cancellationToken);
                if (!_scanner.IsComment) header.Add(_bytes[at.._scanner.End]);
            }
            rows = end;
        }
        long line = 1 + _encoding.Count(_bytes.AsSpan(0, rows), lineByte);
        return new CsvStart(new CsvFile(input, rows, line, lineByte), _encoding, _bytes[..(options.Header ? SkippedEnd(mark, cancellationToken) : rows)], header, lineBreak);
    }

    /// <summary>The skipped lines go to the reject file too, since it is read by the same options.</summary>
    private int SkippedEnd(int mark, CancellationToken cancellationToken)
    {
        int at = mark;
        for (int i = 0; i < options.SkipRows && !AtEnd(at); i++) at = Next(at, line: true, cancellationToken);
        return at;
    }

    private int FirstRecord(int at, out int end, CancellationToken cancellationToken)
    {
        while (true)
        {
            end = AtEnd(at) ? at : Next(at, line: false, cancellationToken);
            if (end == at || (!_scanner.IsComment && _scanner.End > at)) return at;
            at = end;
        }
    }

    private int Next(int at, bool line, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var data = _bytes.AsSpan(0, _used);
            int end = line ? _scanner.SkipLine(data, at, _final) : _scanner.Read(data, at, _final);
            if (end >= 0) return end;
            if (_used - at > 2L * options.MaxRecordBytes) throw Endless(at);
            Fill();
        }
    }

    private MigrationException Endless(int at)
    {
        _scanner.Reset();
        return _scanner.Endless(_bytes.AsSpan(at, _used - at), 1 + _encoding.Count(_bytes.AsSpan(0, at), (byte)'\n'), at);
    }

    /// <summary>Whether nothing whole follows; looks at the file when it does not know yet.</summary>
    private bool AtEnd(int at)
    {
        while (_used - at < _encoding.UnitSize && !_final) Fill();
        return _used - at < _encoding.UnitSize;
    }

    private void Fill()
    {
        if (_used == _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        int read = stream.Read(_bytes.AsSpan(_used));
        _used += read;
        _final = read == 0;
    }

    private byte[] LineBreak(ReadOnlySpan<byte> found) => found.IsEmpty ? _encoding.Encoding.GetBytes(dialect.RecordSeparator ?? "\n") : found.ToArray();

    private MigrationException Failure(DiagnosticDescriptor message, params object?[] arguments) => new(message.At(options.Path.Span, arguments));
}

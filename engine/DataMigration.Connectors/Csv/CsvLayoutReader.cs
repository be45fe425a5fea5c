using System.Text;
using System.Text.Unicode;
using CsvHelper;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Csv;

/// <summary>Reads the start of a file: byte order mark, header, line break.</summary>
internal sealed class CsvLayoutReader(CsvSourceOptions options)
{
    private readonly CsvDialect _dialect = new(options.Delimiter, options.Quote);
    private byte[] _bytes = new byte[1 << 14];
    private int _used;
    private bool _final;

    /// <exception cref="MigrationException">The file cannot be read, or its header cannot be used.</exception>
    public CsvLayout Read(CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(options.Path.FullPath);
            return Read(file, cancellationToken);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(options.Path, e);
        }
    }

    private CsvLayout Read(SafeFileHandle file, CancellationToken cancellationToken)
    {
        Fill(file);
        bool mark = _bytes.AsSpan(0, _used).StartsWith(Encoding.UTF8.Preamble);
        if (!mark) RefuseOtherMarks(_bytes.AsSpan(0, _used));
        int start = mark ? 3 : 0;
        int end = RecordEnd(file, ref start, cancellationToken);
        byte[] lineBreak = LineBreak(end);
        long length = RandomAccess.GetLength(file);
        if (!options.Header) return new CsvLayout(new RecordSchema(Declared), [], mark, lineBreak, mark ? 3 : 0, 1, length);

        byte[] header = _bytes[start..end].AsSpan().TrimEnd("\r\n"u8).ToArray();
        if (header.Length == 0) throw Failure(CsvMessages.NoHeader, options.Path.Text);
        long line = 1 + _bytes.AsSpan(0, end).Count(lineBreak[^1]);
        return new CsvLayout(Schema(Names(header)), header, mark, lineBreak, end, line, length);
    }

    private IEnumerable<Field> Declared => (options.Columns ?? new Dictionary<string, DataType>()).Select(c => new Field(c.Key, c.Value));

    /// <summary>The end of the first record; empty lines before it are passed over.</summary>
    private int RecordEnd(SafeFileHandle file, ref int start, CancellationToken cancellationToken)
    {
        var boundary = new RecordBoundary(_dialect);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = boundary.Find(_bytes.AsSpan(start, _used - start), 0, _final);
            if (length < 0)
            {
                if (_used > BlockSplitter.LargestRecord) throw Endless(boundary, start);
                Fill(file);
                continue;
            }
            if (length == 0 || _bytes[start] is not ((byte)'\r' or (byte)'\n')) return start + length;
            start += length;
            boundary = new RecordBoundary(_dialect);
        }
    }

    private void Fill(SafeFileHandle file)
    {
        if (_used == _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        int read = RandomAccess.Read(file, _bytes.AsSpan(_used), _used);
        _used += read;
        _final = read == 0;
    }

    private byte[] LineBreak(int end) => end switch
    {
        > 1 when _bytes[end - 1] == '\n' && _bytes[end - 2] == '\r' => "\r\n"u8.ToArray(),
        > 0 when _bytes[end - 1] == '\r' => "\r"u8.ToArray(),
        _ => "\n"u8.ToArray(),
    };

    private List<string> Names(byte[] header)
    {
        if (!Utf8.IsValid(header)) throw Failure(CsvMessages.NotUtf8, options.Path.Text, "its header holds bytes that are no UTF-8 text");
        CsvMalformedRecord? malformed = null;
        using var reader = CsvReader.Create(header, _dialect.ReaderOptions(true, m => malformed = m));
        reader.Read();
        if (malformed is { } bad) throw Failure(CsvMessages.HeaderMalformed, options.Path.Text, CsvMalformed.InHeader(bad.Reason));
        var names = new List<string>(reader.FieldCount);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < reader.FieldCount; i++)
        {
            string name = reader.GetString(i);
            if (name.Length == 0) throw Failure(CsvMessages.EmptyName, options.Path.Text, i + 1);
            if (!seen.TryAdd(name, i)) throw Failure(CsvMessages.DuplicateName, options.Path.Text, name, seen[name] + 1, i + 1);
            names.Add(name);
        }
        return names;
    }

    private RecordSchema Schema(List<string> names)
    {
        foreach (var declared in Declared)
            if (!names.Contains(declared.Name))
                throw Failure(CsvMessages.MissingColumn, options.Path.Text, declared.Name, Suggestions.Remedy(declared.Name, names));
        return new RecordSchema(names.Select(n => new Field(n, options.Columns is { } columns && columns.TryGetValue(n, out var type) ? type : DataType.Text)));
    }

    /// <summary>UTF-16 and UTF-32 announce themselves; read as UTF-8 they would give a page of nonsense.</summary>
    private void RefuseOtherMarks(ReadOnlySpan<byte> start)
    {
        foreach (var encoding in new[] { Encoding.UTF32, new UTF32Encoding(true, true), Encoding.Unicode, Encoding.BigEndianUnicode })
            if (start.StartsWith(encoding.Preamble))
                throw Failure(CsvMessages.NotUtf8, options.Path.Text, $"its byte order mark says {encoding.WebName.ToUpperInvariant()}");
    }

    private MigrationException Endless(RecordBoundary boundary, int start) => boundary.InQuotes
        ? Failure(CsvMessages.UnclosedQuote, options.Path.Text, 1 + _bytes.AsSpan(0, start + boundary.OpenedAt).Count((byte)'\n'), start + boundary.OpenedAt, BlockSplitter.LargestRecord >> 20)
        : Failure(CsvMessages.EndlessLine, options.Path.Text, 1 + _bytes.AsSpan(0, start).Count((byte)'\n'), start, BlockSplitter.LargestRecord >> 20);

    private MigrationException Failure(DiagnosticDescriptor message, params object?[] arguments) => new(message.At(options.Path.Span, arguments));
}

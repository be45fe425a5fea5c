using System.Buffers;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Files rejected rows byte for byte as the file had them, below its own header.</summary>
internal sealed class CsvRejectFormat(CsvSource source, CsvSourceOptions options, CsvDialect dialect) : IRejectFormat
{
    private DialectScanner? _scanner;

    public string Extension => ".csv";

    private bool HasReasons => options.Ignored is not null && source.Layout.HasReasons;

    /// <summary>Made when the first row is filed: until then nobody knows the encoding.</summary>
    private DialectScanner Scanner => _scanner ??= DialectScanner.For(dialect, source.Layout.Encoding, options.Path, options.MaxRecordBytes);

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn)
    {
        output.Write(source.Layout.Preamble);
        // Of several header rows the first names the column, so that the joined name is this one.
        for (int row = 0; row < source.Layout.Header.Count; row++)
        {
            byte[] header = source.Layout.Header[row];
            WriteLine(output, HasReasons ? WithoutLast(header) : header, reasonColumn is not null && row > 0 ? "" : reasonColumn);
        }
    }

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output)
    {
        var record = ((CsvRowOrigins)batch.Origins).Record(row);
        if (HasReasons) record = WithoutReason(record);
        int missing = reason is null ? 0 : Missing(record);
        // Where nothing can stand for a null, the row has no reason: with one it would be read as another.
        if (missing > 0) reason = Null is { } word ? string.Concat(Enumerable.Repeat(word + dialect.Delimiter, missing)) + reason : null;
        WriteLine(output, record, reason);
    }

    /// <param name="last">One more cell, or several; codes, column names and words for null need no quotes.</param>
    private void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> record, string? last)
    {
        output.Write(record);
        if (last is not null) output.Write(Bytes(dialect.Delimiter + last));
        output.Write(source.Layout.LineBreak);
    }

    /// <summary>A cell that is read as null; null where there is none.</summary>
    private string? Null => options.Empty == EmptyCell.Null ? "" : options.NullValues.FirstOrDefault(dialect.IsSafe);

    /// <summary>Where short rows pass, the reason must not stand in a cell of theirs.</summary>
    private int Missing(ReadOnlySpan<byte> record) =>
        options.Ragged is CsvRagged.Pad or CsvRagged.Lenient ? Math.Max(0, source.Layout.Width - (source.Layout.HasReasons ? 1 : 0) - Scanner.Cells(record)) : 0;

    /// <summary>A rejected row of a reject file has a reason already, unless whoever mended it took that out.</summary>
    private ReadOnlySpan<byte> WithoutReason(ReadOnlySpan<byte> record) =>
        Scanner.Cells(record) >= source.Layout.Width || EndsWithReason(record) ? WithoutLast(record) : record;

    private bool EndsWithReason(ReadOnlySpan<byte> record)
    {
        foreach (string code in CsvFaults.OfRows)
            if (record.EndsWith(Bytes(dialect.Delimiter + code))) return true;
        return false;
    }

    private ReadOnlySpan<byte> WithoutLast(ReadOnlySpan<byte> record) => record.LastIndexOf(Bytes(dialect.Delimiter)) is var end and >= 0 ? record[..end] : record;

    private byte[] Bytes(string text) => source.Layout.Encoding.Encoding.GetBytes(text);
}

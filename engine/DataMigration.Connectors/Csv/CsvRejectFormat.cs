using System.Buffers;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Files rejected rows byte for byte as the file had them, below its own header.</summary>
internal sealed class CsvRejectFormat(CsvSource source, string delimiter, bool mayHaveReasons) : IRejectFormat
{
    public string Extension => ".csv";

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn)
    {
        output.Write(source.Layout.Preamble);
        // Of several header rows the first names the column, so that the joined name is this one.
        for (int row = 0; row < source.Layout.Header.Count; row++)
            WriteLine(output, source.Layout.Header[row], reasonColumn is not null && row > 0 ? "" : reasonColumn);
    }

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output) =>
        WriteLine(output, ((CsvRowOrigins)batch.Origins).Record(row), reason);

    /// <param name="last">One more cell; codes and column names need no quotes.</param>
    private void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> record, string? last)
    {
        output.Write(mayHaveReasons && source.Layout.HasReasons ? WithoutReason(record) : record);
        if (last is not null) output.Write(source.Layout.Encoding.Encoding.GetBytes(delimiter + last));
        output.Write(source.Layout.LineBreak);
    }

    /// <summary>A rejected row of a reject file has a reason already.</summary>
    private ReadOnlySpan<byte> WithoutReason(ReadOnlySpan<byte> record) =>
        record.LastIndexOf(source.Layout.Encoding.Encoding.GetBytes(delimiter)) is var end and >= 0 ? record[..end] : record;
}

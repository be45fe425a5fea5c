using System.Buffers;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Files rejected rows byte for byte as the file had them, below its own header.</summary>
internal sealed class CsvRejectFormat(CsvSource source, char delimiter) : IRejectFormat
{
    private readonly byte _delimiter = (byte)delimiter;

    public string Extension => ".csv";

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn)
    {
        var layout = source.Layout;
        if (layout.HasMark) output.Write(Encoding.UTF8.Preamble);
        if (layout.Header.Length > 0) WriteLine(output, layout.Header, reasonColumn);
    }

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output) =>
        WriteLine(output, ((CsvRowOrigins)batch.Origins).Record(row), reason);

    /// <param name="last">One more cell; codes and column names need no quotes.</param>
    private void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> record, string? last)
    {
        output.Write(record);
        if (last is not null)
        {
            output.Write([_delimiter]);
            output.Write(Encoding.UTF8.GetBytes(last));
        }
        output.Write(source.Layout.LineBreak);
    }
}

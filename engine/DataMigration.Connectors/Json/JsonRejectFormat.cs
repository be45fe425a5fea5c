using System.Buffers;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>Files rejected records as JSON Lines: lines as the file had them byte for byte, elements of an array without the white space around their values.</summary>
internal sealed class JsonRejectFormat(JsonRecordSource source, string? ignored) : IRejectFormat
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    private string? _reasonColumn;

    public string Extension => ".jsonl";

    private Encoding Encoding => source.KeepsEncoding ? source.Layout.Encoding.Encoding : Utf8;

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn)
    {
        _reasonColumn = reasonColumn;
        if (source.KeepsEncoding && source.Layout.Files.Any(f => f.MarkLength > 0)) output.Write(source.Layout.Encoding.Mark);
    }

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output)
    {
        var origins = (JsonRowOrigins)batch.Origins;
        bool lines = source.KeepsEncoding;
        var text = origins.Text(row);
        byte[] record = WithoutReason(lines ? origins.Record(row).ToArray() : Compact(text));
        // A record that is no object has no place for one more key.
        if (reason is not null && _reasonColumn is not null && text.EndsWith("}"u8))
        {
            byte[] brace = Encoding.GetBytes("}");
            output.Write(record.AsSpan(0, record.Length - brace.Length));
            bool empty = text[..^1].TrimEnd(" \t\r\n"u8).EndsWith("{"u8) && text.Count((byte)':') == 0;
            output.Write(Encoding.GetBytes($"{(empty ? "" : ",")}\"{_reasonColumn}\":\"{reason}\"}}"));
        }
        else
        {
            output.Write(record);
        }
        output.Write(Encoding.GetBytes("\n"));
    }

    /// <summary>A rejected record of a reject file has a reason already, its last key.</summary>
    private byte[] WithoutReason(byte[] record)
    {
        if (ignored is null || record.AsSpan().LastIndexOf(Encoding.GetBytes($"\"{ignored}\"")) is not (var key and > 0)) return record;
        byte[] comma = Encoding.GetBytes(","), brace = Encoding.GetBytes("}");
        int end = record.AsSpan(0, key).EndsWith(comma) ? key - comma.Length : key;
        return [.. record.AsSpan(0, end), .. brace];
    }

    /// <summary>Without the white space outside of strings.</summary>
    private static byte[] Compact(ReadOnlySpan<byte> json)
    {
        byte[] compact = new byte[json.Length];
        int count = 0;
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            byte b = json[i];
            if (inString && b == '\\')
            {
                compact[count++] = b;
                b = json[++i];
            }
            else if (b == '"')
            {
                inString = !inString;
            }
            if (inString || b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) compact[count++] = b;
        }
        return compact[..count];
    }
}

using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Turns encoded rows from UTF-8 into another encoding; what does not read back as it was is refused. One a worker.</summary>
internal sealed class RowTranscoder(TextEncoding encoding, RecordSchema schema)
{
    private static readonly Rule EncodingRule = new(Stage.Target, "encoding", null);
    private char[] _text = new char[1024];
    private char[] _back = new char[1024];
    private byte[] _bytes = new byte[4096];

    /// <summary>The same rows in the encoding; disposes the given ones.</summary>
    public EncodedRows Encode(EncodedRows rows, RecordBatch batch, ReadOnlySpan<int> indexes)
    {
        var output = new EncodedRows(indexes.Length, rows.Length * encoding.UnitSize);
        foreach (var failure in rows.Failures) output.Fail(failure);
        for (int i = 0; i < indexes.Length; i++)
        {
            if (TryEncode(rows.Row(i)) is { } bytes)
            {
                bytes.AsSpan().CopyTo(output.Reserve(bytes.Count));
                output.Advance(bytes.Count);
            }
            else output.Fail(Failure(batch, indexes[i]));
            output.EndRow(indexes[i]);
        }
        rows.Dispose();
        return output;
    }

    /// <summary>A header; null when a name cannot be written.</summary>
    public byte[]? Encode(ReadOnlySpan<byte> utf8) => TryEncode(utf8) is { } bytes ? bytes.ToArray() : null;

    private ArraySegment<byte>? TryEncode(ReadOnlySpan<byte> utf8)
    {
        if (_text.Length < utf8.Length) (_text, _back) = (new char[utf8.Length * 2], new char[utf8.Length * 2]);
        var text = _text.AsSpan(0, Encoding.UTF8.GetChars(utf8, _text));
        int longest = encoding.Encoding.GetMaxByteCount(text.Length);
        if (_bytes.Length < longest) _bytes = new byte[longest];
        int count = encoding.Encoding.GetBytes(text, _bytes);
        // Encodings replace what they lack by a question mark or by what looks alike; reading it back finds both.
        if (_back.Length < encoding.Encoding.GetMaxCharCount(count)) _back = new char[encoding.Encoding.GetMaxCharCount(count)];
        int read = encoding.Encoding.GetChars(_bytes.AsSpan(0, count), _back);
        if (!text.SequenceEqual(_back.AsSpan(0, read))) return null;
        return new ArraySegment<byte>(_bytes, 0, count);
    }

    private RowFailure Failure(RecordBatch batch, int row)
    {
        for (int i = 0; i < schema.Count; i++)
        {
            if (batch[i] is not TextColumn text || text.IsNull(row) || TryEncode(text[row]) is not null) continue;
            string value = text.GetString(row)!;
            var lacking = value.EnumerateRunes().FirstOrDefault(r => TryEncode(Encoding.UTF8.GetBytes(r.ToString())) is null);
            return new RowFailure(row, EncodingRule, schema[i].Name, value, $"{schema[i].Name} holds '{lacking}' (U+{lacking.Value:X4}), which {encoding.Name} has no bytes for.");
        }
        return new RowFailure(row, EncodingRule, null, null, $"The row holds characters that {encoding.Name} has no bytes for.");
    }
}

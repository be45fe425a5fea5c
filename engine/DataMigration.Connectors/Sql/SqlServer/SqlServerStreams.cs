using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DataMigration.Data;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Brings texts and bytes of any length from a reader to a column's heap, a piece at a time.</summary>
internal sealed class SqlServerStreams
{
    private const int Piece = 8 << 10;

    private readonly char[] _chars = new char[Piece];

    /// <summary>A text as UTF-8.</summary>
    /// <returns>False when it holds half a character; what stands in its place is U+FFFD.</returns>
    public static bool Append(TextColumn values, int row, ReadOnlySpan<char> text)
    {
        if (Utf8.FromUtf16(text, values.Heap.Reserve(text.Length * 3), out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            values.Append(row, text);
            return false;
        }
        values.SetSlice(row, values.Heap.Advance(written), written);
        return true;
    }

    /// <summary>A text of a streamed column as UTF-8.</summary>
    /// <returns>False when it holds half a character; what stands in its place is U+FFFD.</returns>
    public bool ReadText(SqlDataReader reader, int column, TextColumn values, int row)
    {
        var heap = values.Heap;
        int start = heap.Used, kept = 0;
        bool whole = true;
        for (long at = 0; ;)
        {
            int read = (int)reader.GetChars(column, at, _chars, kept, _chars.Length - kept);
            at += read;
            var piece = _chars.AsSpan(0, kept + read);
            // A character's first half waits for the next piece, unless there is none.
            kept = read > 0 && piece.Length > 0 && char.IsHighSurrogate(piece[^1]) ? 1 : 0;
            var complete = piece[..(piece.Length - kept)];
            var room = heap.Reserve(complete.Length * 3);
            if (Utf8.FromUtf16(complete, room, out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                whole = false;
                written = Encoding.UTF8.GetBytes(complete, room);
            }
            heap.Advance(written);
            if (kept == 1) _chars[0] = piece[^1];
            if (read == 0) break;
        }
        values.SetSlice(row, start, heap.Used - start);
        return whole;
    }

    public static void ReadBytes(SqlDataReader reader, int column, TextColumn values, int row)
    {
        var heap = values.Heap;
        int start = heap.Used;
        for (long at = 0; ;)
        {
            heap.Reserve(Piece);
            int read = (int)reader.GetBytes(column, at, heap.Bytes, heap.Used, Piece);
            if (read == 0) break;
            heap.Advance(read);
            at += read;
        }
        values.SetSlice(row, start, heap.Used - start);
    }
}

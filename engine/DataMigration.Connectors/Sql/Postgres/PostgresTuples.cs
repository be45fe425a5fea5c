using System.Buffers.Binary;
using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>
/// The rows of a binary COPY stream: a number of fields, then for each its length (-1 = null) and its bytes; a number of -1 ends the stream
/// (PostgreSQL documentation, COPY, binary format).
/// </summary>
internal sealed class PostgresTuples(int width) : CellSlices(width)
{
    /// <summary>Signature, flags and the length of an extension that is always empty.</summary>
    public const int HeaderLength = 19;

    /// <summary>What stands at a place of the stream.</summary>
    public enum Found
    {
        Tuple,
        Part,
        End,
    }

    /// <summary>Whether a whole tuple stands there, and where it ends.</summary>
    public static Found TryFind(ReadOnlySpan<byte> data, int start, out int end)
    {
        end = start;
        if (data.Length - start < 2) return Found.Part;
        int fields = BinaryPrimitives.ReadInt16BigEndian(data[start..]), at = start + 2;
        if (fields < 0) return Found.End;
        for (; fields > 0; fields--)
        {
            if (data.Length - at < 4) return Found.Part;
            int length = BinaryPrimitives.ReadInt32BigEndian(data[at..]);
            at += 4;
            if (length <= 0) continue;
            if (data.Length - at < length) return Found.Part;
            at += length;
        }
        end = at;
        return Found.Tuple;
    }

    /// <summary>Notes where the values of whole tuples lie.</summary>
    public void Read(ReadOnlySpan<byte> data)
    {
        Reset();
        for (int at = 0; at < data.Length;)
        {
            BeginRow(at);
            int row = Rows - 1;
            at += 2;
            for (int column = 0; column < Starts.Length; column++)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(data[at..]);
                at += 4;
                Starts[column][row] = at;
                Lengths[column][row] = length;
                if (length > 0) at += length;
            }
            RecordEnds[row] = at;
        }
    }
}

using System.Buffers.Binary;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Rows as COPY tuples, made by the workers. One a worker.</summary>
internal sealed class PostgresEncoder : IBlockEncoder
{
    /// <summary>What leads a tuple: the number of its fields.</summary>
    public const int HeadLength = 2;

    private readonly int[] _fields;
    private readonly PostgresCell[] _cells;

    public PostgresEncoder(SqlWrite write, int[] fields, PostgresTable table)
    {
        _fields = fields;
        _cells = [.. fields.Select(f =>
        {
            var column = table.Column(write.Schema[f].Name);
            return new PostgresCell(write.Schema[f], column, column.AllowsNull || table.HasBeforeTriggers || !write.WritesAlways(f), Array.IndexOf(write.Key, f) >= 0);
        })];
    }

    /// <summary>How many bytes the first fields of a row take, each with its length; the head is not among them.</summary>
    public static int LengthOf(ReadOnlySpan<byte> row, int fields)
    {
        int end = 0;
        for (int i = 0; i < fields; i++) end += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(row[end..]));
        return end;
    }

    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < _fields.Length; i++) _cells[i].Attach(batch[_fields[i]]);
        var output = new EncodedRows(rows.Length, (int)Math.Min(rows.Length * _fields.Length * 16L, 1 << 22));
        foreach (int row in rows)
        {
            int start = output.Length;
            bool refused = false;
            BinaryPrimitives.WriteInt16BigEndian(output.Reserve(HeadLength), (short)_cells.Length);
            output.Advance(HeadLength);
            foreach (var cell in _cells)
            {
                if (cell.Write(output, row) is not { } failure) continue;
                output.Fail(failure);
                refused = true;
            }
            if (refused) output.Advance(start - output.Length);
            output.EndRow(row);
        }
        return output;
    }
}

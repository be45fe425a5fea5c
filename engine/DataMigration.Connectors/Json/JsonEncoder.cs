using System.Buffers;
using System.Runtime.CompilerServices;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Json;

/// <summary>Encodes rows as JSON objects; one a worker. Nothing is allocated a row.</summary>
internal sealed class JsonEncoder : IBlockEncoder
{
    private static readonly Rule UnwritableRule = new(Stage.Target, "unwritable", null);
    private static readonly SearchValues<byte> Special = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);

    private readonly RecordSchema _schema;
    private readonly ShapeStep[] _steps;
    private readonly bool _omit;
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly Column[] _columns;
    private readonly CellFormatter?[] _formatters;
    private readonly int[] _openedAt;

    /// <param name="schema">The fields.</param>
    /// <param name="shape">How they stand in an object.</param>
    /// <param name="nulls">Whether null is written.</param>
    /// <param name="before">What stands before the fields of a row, the opening brace last.</param>
    /// <param name="after">What stands behind them.</param>
    public JsonEncoder(RecordSchema schema, JsonShape shape, JsonNulls nulls, byte[] before, byte[] after)
    {
        (_schema, _steps, _omit, _before, _after) = (schema, [.. shape.Steps], nulls == JsonNulls.Omit, before, after);
        _columns = new Column[schema.Count];
        _formatters = new CellFormatter?[schema.Count];
        _openedAt = new int[_steps.Count(s => s.Opens) + 1];
    }

    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = batch[i];
            _formatters[i] = batch[i].Type.Kind is DataKind.Text or DataKind.Json ? null : CellFormatter.For(batch[i]);
        }
        var output = new EncodedRows(rows.Length, rows.Length * ((_steps.Length * 24) + _before.Length + _after.Length));
        foreach (int row in rows)
        {
            int start = output.Length;
            Put(output, _before);
            int failed = WriteRow(output, row);
            Put(output, _after);
            if (failed >= 0)
            {
                output.Advance(start - output.Length);
                string name = _schema[failed].Name;
                output.Fail(new RowFailure(row, UnwritableRule, name, ValueFormatter.ToText(_columns[failed], row), $"{name} is no finite number, and JSON knows no other."));
            }
            output.EndRow(row);
        }
        Array.Clear(_columns);
        Array.Clear(_formatters);
        return output;
    }

    /// <returns>The field that cannot be written, or -1.</returns>
    private int WriteRow(EncodedRows output, int row)
    {
        int opened = 0, failed = -1;
        bool first = true;
        foreach (var step in _steps)
        {
            if (step.Field < 0)
            {
                if (step.Opens)
                {
                    _openedAt[opened++] = first ? -output.Length : output.Length;
                    PutKey(output, step.Text, first);
                    first = true;
                    continue;
                }
                int at = _openedAt[--opened];
                if (first && _omit)
                {
                    // Nothing in it: as if it had never been opened.
                    first = at <= 0;
                    output.Advance(Math.Abs(at) - output.Length);
                    continue;
                }
                Put(output, step.Text);
                first = false;
                continue;
            }
            bool isNull = _columns[step.Field].IsNull(row);
            if (isNull && _omit) continue;
            PutKey(output, step.Text, first);
            first = false;
            if (isNull) Put(output, "null"u8);
            else if (!WriteValue(output, step.Field, row)) failed = step.Field;
        }
        return failed;
    }

    private bool WriteValue(EncodedRows output, int field, int row)
    {
        var column = _columns[field];
        switch (column.Type.Kind)
        {
            case DataKind.Text:
                WriteString(output, Unsafe.As<TextColumn>(column)[row]);
                return true;
            case DataKind.Json:
                WriteRaw(output, Unsafe.As<TextColumn>(column)[row]);
                return true;
            case DataKind.Number when !double.IsFinite(Unsafe.As<Column<double>>(column)[row]):
                return false;
        }
        var formatter = _formatters[field]!;
        bool quoted = column.Type.Kind is not (DataKind.Integer or DataKind.Number or DataKind.Decimal or DataKind.Boolean);
        var room = output.Reserve(formatter.MaxLength(row) + 2);
        int at = 0;
        if (quoted) room[at++] = (byte)'"';
        at += formatter.Write(row, room[at..]);
        if (quoted) room[at++] = (byte)'"';
        output.Advance(at);
        return true;
    }

    private static void WriteString(EncodedRows output, ReadOnlySpan<byte> text)
    {
        int found = text.IndexOfAny(Special);
        var room = output.Reserve(found < 0 ? text.Length + 2 : checked((text.Length * 6) + 2));
        room[0] = (byte)'"';
        if (found < 0)
        {
            text.CopyTo(room[1..]);
            room[text.Length + 1] = (byte)'"';
            output.Advance(text.Length + 2);
            return;
        }
        int at = 1;
        while (found >= 0)
        {
            text[..found].CopyTo(room[at..]);
            at += found;
            at += Escape(text[found], room[at..]);
            text = text[(found + 1)..];
            found = text.IndexOfAny(Special);
        }
        text.CopyTo(room[at..]);
        at += text.Length;
        room[at++] = (byte)'"';
        output.Advance(at);
    }

    private static int Escape(byte b, Span<byte> room)
    {
        room[0] = (byte)'\\';
        room[1] = b switch
        {
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            < 0x20 => (byte)'u',
            _ => b,
        };
        if (room[1] != 'u') return 2;
        room[2] = room[3] = (byte)'0';
        room[4] = (byte)('0' + (b >> 4));
        room[5] = (byte)"0123456789abcdef"[b & 15];
        return 6;
    }

    /// <summary>As it is, but on one line: line breaks stand only between the parts of a JSON value, never inside one.</summary>
    private static void WriteRaw(EncodedRows output, ReadOnlySpan<byte> json)
    {
        while (true)
        {
            int found = json.IndexOfAny((byte)'\n', (byte)'\r');
            Put(output, found < 0 ? json : json[..found]);
            if (found < 0) return;
            json = json[(found + 1)..];
        }
    }

    private static void PutKey(EncodedRows output, ReadOnlySpan<byte> key, bool first) => Put(output, first ? key[1..] : key);

    private static void Put(EncodedRows output, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output.Reserve(bytes.Length));
        output.Advance(bytes.Length);
    }
}

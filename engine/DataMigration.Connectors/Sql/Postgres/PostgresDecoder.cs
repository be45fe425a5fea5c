using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Makes batches of COPY blocks, a loop a column. Text stays where it lies.</summary>
/// <param name="results">The columns.</param>
/// <param name="checksText">Whether the server hands out text without looking at it (encoding SQL_ASCII).</param>
internal sealed class PostgresDecoder(IReadOnlyList<PostgresResult> results, bool checksText) : IBlockDecoder
{
    private static readonly long MaxMicroseconds = (DateTime.MaxValue.Ticks - PostgresType.EpochTicks) / 10;
    private static readonly long MinMicroseconds = -PostgresType.EpochTicks / 10;

    private readonly RecordSchema _schema = new(results.Select(r => r.Field));
    private readonly PostgresTuples _tuples = new(results.Count);
    private readonly List<(int Row, int Column, string Text)> _misfits = [];

    public RecordBatch Decode(Block block)
    {
        _tuples.Read(block.Heap.Bytes.AsSpan(0, block.Heap.Used));
        _misfits.Clear();
        var origins = new SqlRowOrigins(block.FirstLine - 1);
        var columns = new Column[results.Count];
        for (int i = 0; i < columns.Length; i++) columns[i] = Read(_tuples.ToColumn(i, results[i].Field.Type, block.Heap), i);
        var batch = new RecordBatch(_schema, _tuples.Rows, columns, origins);
        foreach (var (row, column, text) in _misfits.OrderBy(m => m.Row))
        {
            origins.Keep(row, column, JsonSerializer.SerializeToUtf8Bytes(text, ConnectorJson.Default.String));
            string name = _schema[column].Name;
            batch.Failures.Fail(row, SqlRules.SourceType, name, text, $"{name} is {text}, which no {_schema[column].Type} of this program can hold.");
        }
        block.Dispose();
        return batch;
    }

    private Column Read(TextColumn cells, int column) => results[column].Form switch
    {
        PostgresForm.Text or PostgresForm.Json => checksText ? Checked(cells, column) : cells,
        PostgresForm.Binary => cells,
        PostgresForm.Jsonb => WithoutVersion(cells),
        PostgresForm.Boolean => Fixed<bool, BooleanForm>(cells, column, default),
        PostgresForm.Int2 => Fixed<long, Int2Form>(cells, column, default),
        PostgresForm.Int4 => Fixed<long, Int4Form>(cells, column, default),
        PostgresForm.Int8 => Fixed<long, Int8Form>(cells, column, default),
        PostgresForm.Float4 => Fixed<double, Float4Form>(cells, column, default),
        PostgresForm.Float8 => Fixed<double, Float8Form>(cells, column, default),
        PostgresForm.Numeric => Fixed<Int128, NumericForm>(cells, column, new NumericForm(cells.Type.Scale)),
        PostgresForm.Date => Fixed<int, DateForm>(cells, column, default),
        PostgresForm.Timestamp => Fixed<long, TimestampForm>(cells, column, default),
        PostgresForm.TimestampTz => Fixed<DateTimeOffset, TimestampTzForm>(cells, column, default),
        PostgresForm.Time => Fixed<long, TimeForm>(cells, column, default),
        PostgresForm.Uuid => Fixed<Guid, UuidForm>(cells, column, default),
        _ => throw new InvalidOperationException($"No reader for {results[column].Form}."),
    };

    private Column<T> Fixed<T, TForm>(TextColumn cells, int column, TForm form) where T : unmanaged where TForm : struct, IForm<T>
    {
        var values = new Column<T>(cells.Type, cells.Length);
        var bytes = cells.Heap.Bytes;
        Span<int> starts = cells.Starts, lengths = cells.Lengths;
        for (int row = 0; row < starts.Length; row++)
        {
            if (cells.IsNull(row)) continue;
            var value = bytes.AsSpan(starts[row], lengths[row]);
            if (form.TryRead(value, out var read)) values.Set(row, read);
            else _misfits.Add((row, column, form.Text(value)));
        }
        cells.Dispose();
        return values;
    }

    /// <summary>The first byte of a jsonb says which edition of the form follows.</summary>
    private static TextColumn WithoutVersion(TextColumn cells)
    {
        for (int row = 0; row < cells.Length; row++)
            if (!cells.IsNull(row)) cells.SetSlice(row, cells.Starts[row] + 1, cells.Lengths[row] - 1);
        return cells;
    }

    private TextColumn Checked(TextColumn cells, int column)
    {
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells.IsNull(row) || Utf8.IsValid(cells[row])) continue;
            _misfits.Add((row, column, Encoding.UTF8.GetString(cells[row])));
            cells.SetNull(row);
        }
        return cells;
    }

    private interface IForm<T>
    {
        bool TryRead(ReadOnlySpan<byte> bytes, out T value);

        /// <summary>What cannot be read.</summary>
        string Text(ReadOnlySpan<byte> bytes);
    }

    private readonly struct BooleanForm : IForm<bool>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out bool value)
        {
            value = bytes[0] != 0;
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    private readonly struct Int2Form : IForm<long>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out long value)
        {
            value = BinaryPrimitives.ReadInt16BigEndian(bytes);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    private readonly struct Int4Form : IForm<long>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out long value)
        {
            value = BinaryPrimitives.ReadInt32BigEndian(bytes);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    private readonly struct Int8Form : IForm<long>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out long value)
        {
            value = BinaryPrimitives.ReadInt64BigEndian(bytes);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    /// <summary>The double whose shortest digits are those of the single: 0.1 stays 0.1, and reads back as the same single.</summary>
    private readonly struct Float4Form : IForm<double>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out double value)
        {
            float single = BinaryPrimitives.ReadSingleBigEndian(bytes);
            Span<byte> digits = stackalloc byte[32];
            value = single;
            if (single != MathF.Truncate(single) && single.TryFormat(digits, out int written, "R", CultureInfo.InvariantCulture)) value = double.Parse(digits[..written], CultureInfo.InvariantCulture);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    private readonly struct Float8Form : IForm<double>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out double value)
        {
            value = BinaryPrimitives.ReadDoubleBigEndian(bytes);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }

    private readonly struct NumericForm(int scale) : IForm<Int128>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out Int128 value) => PostgresNumeric.TryRead(bytes, scale, out value);

        public string Text(ReadOnlySpan<byte> bytes) => PostgresNumeric.Special(bytes) ?? "a number of more digits than its column has";
    }

    private readonly struct DateForm : IForm<int>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out int value)
        {
            long day = BinaryPrimitives.ReadInt32BigEndian(bytes) + (long)PostgresType.EpochDay;
            value = (int)day;
            return day >= 0 && day <= DateOnly.MaxValue.DayNumber;
        }

        public string Text(ReadOnlySpan<byte> bytes) => PostgresCalendar.Day(BinaryPrimitives.ReadInt32BigEndian(bytes));
    }

    private readonly struct TimestampForm : IForm<long>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out long value)
        {
            long microseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
            bool fits = microseconds >= MinMicroseconds && microseconds <= MaxMicroseconds;
            value = fits ? (microseconds * 10) + PostgresType.EpochTicks : 0;
            return fits;
        }

        public string Text(ReadOnlySpan<byte> bytes) => PostgresCalendar.Moment(BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    private readonly struct TimestampTzForm : IForm<DateTimeOffset>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out DateTimeOffset value)
        {
            bool fits = default(TimestampForm).TryRead(bytes, out long ticks);
            value = new DateTimeOffset(ticks, TimeSpan.Zero);
            return fits;
        }

        public string Text(ReadOnlySpan<byte> bytes) => PostgresCalendar.Moment(BinaryPrimitives.ReadInt64BigEndian(bytes));
    }

    /// <summary>The server knows 24:00:00 as a time of day.</summary>
    private readonly struct TimeForm : IForm<long>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out long value)
        {
            value = BinaryPrimitives.ReadInt64BigEndian(bytes) * 10;
            return value < TimeSpan.TicksPerDay;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "24:00:00";
    }

    private readonly struct UuidForm : IForm<Guid>
    {
        public bool TryRead(ReadOnlySpan<byte> bytes, out Guid value)
        {
            value = new Guid(bytes, bigEndian: true);
            return true;
        }

        public string Text(ReadOnlySpan<byte> bytes) => "";
    }
}

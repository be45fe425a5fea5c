using DataMigration.Data;

namespace DataMigration.Connectors.Sql;

/// <summary>Batches from plain values, and back.</summary>
internal static class TestRows
{
    public static RecordSchema Schema(params (string Name, DataType Type)[] fields) => new(fields.Select(f => new Field(f.Name, f.Type)));

    public static RecordBatch Batch(RecordSchema schema, params object?[][] rows)
    {
        var columns = new Column[schema.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Column.Create(schema[i].Type, rows.Length);
            for (int row = 0; row < rows.Length; row++)
                if (rows[row][i] is { } value) Set(columns[i], row, value);
        }
        return new RecordBatch(schema, rows.Length, columns, new SqlRowOrigins(0));
    }

    public static object?[][] Values(RecordBatch batch) =>
        [.. Enumerable.Range(0, batch.RowCount).Select(row => Enumerable.Range(0, batch.Schema.Count).Select(i => Get(batch[i], row)).ToArray())];

    private static void Set(Column column, int row, object value)
    {
        switch (column)
        {
            case TextColumn text when value is byte[] bytes: text.Append(row, bytes.AsSpan()); break;
            case TextColumn text: text.Append(row, ((string)value).AsSpan()); break;
            case Column<long> integers: integers.Set(row, value switch { DateTime time => time.Ticks, TimeOnly time => time.Ticks, _ => Convert.ToInt64(value) }); break;
            case Column<double> numbers: numbers.Set(row, (double)value); break;
            case Column<Int128> decimals: decimals.Set(row, value is Int128 big ? big : (Int128)Convert.ToInt64(value)); break;
            case Column<bool> booleans: booleans.Set(row, (bool)value); break;
            case Column<int> dates: dates.Set(row, ((DateOnly)value).DayNumber); break;
            case Column<DateTimeOffset> offsets: offsets.Set(row, (DateTimeOffset)value); break;
            case Column<Guid> guids: guids.Set(row, (Guid)value); break;
            default: throw new InvalidOperationException(column.Type.ToString());
        }
    }

    private static object? Get(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        TextColumn { Type.Kind: DataKind.Binary } binary => binary[row].ToArray(),
        TextColumn text => text.GetString(row),
        Column<long> { Type.Kind: DataKind.DateTime } times => new DateTime(times[row]),
        Column<long> { Type.Kind: DataKind.Time } times => new TimeOnly(times[row]),
        Column<long> integers => integers[row],
        Column<double> numbers => numbers[row],
        Column<Int128> decimals => decimals[row],
        Column<bool> booleans => booleans[row],
        Column<int> dates => DateOnly.FromDayNumber(dates[row]),
        Column<DateTimeOffset> offsets => offsets[row],
        Column<Guid> guids => guids[row],
        _ => throw new InvalidOperationException(column.Type.ToString()),
    };
}

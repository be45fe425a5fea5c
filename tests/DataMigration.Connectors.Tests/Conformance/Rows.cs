using System.Text;
using DataMigration.Connectors;
using DataMigration.Data;

namespace DataMigration.Tests.Conformance;

/// <summary>Rows as arrays of plain values, for comparing: <c>string</c> for text and JSON, hex text for binary, else what a column stores.</summary>
public static class Rows
{
    public static RecordBatch Batch(RecordSchema schema, IReadOnlyList<object?[]> rows)
    {
        var columns = schema.Fields.Select(f => Column.Create(f.Type, rows.Count)).ToArray();
        for (int row = 0; row < rows.Count; row++)
            for (int i = 0; i < columns.Length; i++)
                if (rows[row][i] is { } value) Set(columns[i], row, value);
        return new RecordBatch(schema, rows.Count, columns, new NumberedOrigins());
    }

    public static object? Value(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        TextColumn { Type.Kind: DataKind.Binary } binary => Convert.ToHexString(binary[row]),
        TextColumn text => text.GetString(row),
        Column<long> integers => integers[row],
        Column<double> numbers => numbers[row],
        Column<Int128> decimals => decimals[row],
        Column<bool> booleans => booleans[row],
        Column<int> days => days[row],
        Column<DateTimeOffset> moments => moments[row],
        Column<Guid> guids => guids[row],
        _ => throw new NotSupportedException(column.GetType().Name),
    };

    public static IEnumerable<object?[]> Of(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            int at = row;
            yield return [.. batch.Schema.Fields.Select((_, i) => Value(batch[i], at))];
        }
    }

    /// <summary>All rows of a source, discovered first as the engine does.</summary>
    public static async Task<List<object?[]>> ReadAsync(ISource source)
    {
        var rows = new List<object?[]>();
        await source.DiscoverAsync(default);
        await foreach (var batch in source.ReadAsync(default))
        {
            rows.AddRange(Of(batch));
            batch.Dispose();
        }
        return rows;
    }

    /// <summary>One line a row, so that a difference shows.</summary>
    public static string Show(IEnumerable<object?[]> rows) => string.Join('\n', rows.Select(r => string.Join(" | ", r.Select(v => v switch
    {
        null => "NULL",
        string text => $"\"{text}\"",
        IFormattable value => value.ToString(v is DateTimeOffset ? "O" : null, null),
        _ => v.ToString(),
    }))));

    private static void Set(Column column, int row, object value)
    {
        switch (column)
        {
            case TextColumn { Type.Kind: DataKind.Binary } binary: binary.Append(row, Convert.FromHexString((string)value)); break;
            case TextColumn text: text.Append(row, Encoding.UTF8.GetBytes((string)value)); break;
            case Column<long> integers: integers.Set(row, (long)value); break;
            case Column<double> numbers: numbers.Set(row, (double)value); break;
            case Column<Int128> decimals: decimals.Set(row, (Int128)value); break;
            case Column<bool> booleans: booleans.Set(row, (bool)value); break;
            case Column<int> days: days.Set(row, (int)value); break;
            case Column<DateTimeOffset> moments: moments.Set(row, (DateTimeOffset)value); break;
            case Column<Guid> guids: guids.Set(row, (Guid)value); break;
            default: throw new NotSupportedException(column.GetType().Name);
        }
    }

    private sealed class NumberedOrigins : RowOrigins
    {
        public override RowOrigin this[int row] => new(null, null, null, null);

        public override long Position(int row) => row;
    }
}

using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary><c>default:</c>: a value, typed when planned, for rows that have none.</summary>
internal sealed class DefaultStep(Column value, string text) : IColumnStep
{
    public DataType Output => value.Type;

    public Field Describe(Field field) => field with
    {
        FractionDigits = text.Contains('.', StringComparison.Ordinal) ? 7 : field.FractionDigits,
        IsUtc = field.IsUtc && (text.EndsWith('Z') || text.EndsWith("+00:00", StringComparison.Ordinal)),
    };

    public string Description => $"default '{text}'";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker) => value switch
    {
        TextColumn constant => FillText((TextColumn)input!, rows, constant),
        Column<long> constant => Fill((Column<long>)input!, rows, constant[0]),
        Column<double> constant => Fill((Column<double>)input!, rows, constant[0]),
        Column<Int128> constant => Fill((Column<Int128>)input!, rows, constant[0]),
        Column<bool> constant => Fill((Column<bool>)input!, rows, constant[0]),
        Column<int> constant => Fill((Column<int>)input!, rows, constant[0]),
        Column<DateTimeOffset> constant => Fill((Column<DateTimeOffset>)input!, rows, constant[0]),
        Column<Guid> constant => Fill((Column<Guid>)input!, rows, constant[0]),
        _ => throw new InvalidOperationException($"No default for {value.Type}."),
    };

    private static Column<T> Fill<T>(Column<T> input, ReadOnlySpan<int> rows, T constant) where T : unmanaged
    {
        if (!AnyNull(input, rows)) return input;
        var output = new Column<T>(input.Type, input.Length);
        foreach (int row in rows) output.Set(row, input.IsNull(row) ? constant : input[row]);
        return output;
    }

    private static TextColumn FillText(TextColumn input, ReadOnlySpan<int> rows, TextColumn constant)
    {
        if (!AnyNull(input, rows)) return input;
        // A heap of its own: appending to a shared one would move the bytes under the column that owns it.
        var output = new TextColumn(input.Type, input.Length, rows.Length * 16);
        int start = output.Heap.Append(constant[0]), length = output.Heap.Used;
        foreach (int row in rows)
        {
            if (input.IsNull(row)) output.SetSlice(row, start, length);
            else output.Append(row, input[row]);
        }
        return output;
    }

    private static bool AnyNull(Column input, ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
            if (input.IsNull(row)) return true;
        return false;
    }
}

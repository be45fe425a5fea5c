using System.Runtime.CompilerServices;

namespace DataMigration.Data;

/// <summary>Makes columns of chosen rows of other ones, a column at a time.</summary>
public static class ColumnRows
{
    /// <summary>A column whose row <c>i</c> is row <c>rows[i]</c> of another one, or null where that is negative. Text shares the heap and moves no
    /// bytes, so both columns belong to one thread.</summary>
    public static Column Take(Column column, ReadOnlySpan<int> rows)
    {
        if (column is not TextColumn text) return TakeFixed(column, rows);
        var taken = new TextColumn(text.Type, rows.Length, text.Heap.AddReference());
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0 && !text.IsNull(rows[i])) taken.SetSlice(i, text.Starts[rows[i]], text.Lengths[rows[i]]);
        return taken;
    }

    /// <summary>The same with text of its own: for columns that several threads read at once.</summary>
    public static Column Copy(Column column, ReadOnlySpan<int> rows)
    {
        if (column is not TextColumn text) return TakeFixed(column, rows);
        var taken = new TextColumn(text.Type, rows.Length, rows.Length * 16);
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0 && !text.IsNull(rows[i])) taken.Append(i, text[rows[i]]);
        return taken;
    }

    /// <summary>Sets one row of a column from a row of another one of the same type; null stays null. For tables that are built up row by row.</summary>
    public static void Set(Column to, int toRow, Column from, int fromRow)
    {
        if (from.IsNull(fromRow)) return;
        switch (from)
        {
            case TextColumn text: Unsafe.As<TextColumn>(to).Append(toRow, text[fromRow]); break;
            case Column<long> values: Unsafe.As<Column<long>>(to).Set(toRow, values[fromRow]); break;
            case Column<int> values: Unsafe.As<Column<int>>(to).Set(toRow, values[fromRow]); break;
            case Column<double> values: Unsafe.As<Column<double>>(to).Set(toRow, values[fromRow]); break;
            case Column<Int128> values: Unsafe.As<Column<Int128>>(to).Set(toRow, values[fromRow]); break;
            case Column<bool> values: Unsafe.As<Column<bool>>(to).Set(toRow, values[fromRow]); break;
            case Column<Guid> values: Unsafe.As<Column<Guid>>(to).Set(toRow, values[fromRow]); break;
            case Column<DateTimeOffset> values: Unsafe.As<Column<DateTimeOffset>>(to).Set(toRow, values[fromRow]); break;
            default: throw new InvalidOperationException($"No rows of a column of {from.Type}.");
        }
    }

    private static Column TakeFixed(Column column, ReadOnlySpan<int> rows) => column switch
    {
        Column<long> values => TakeValues(values, rows),
        Column<int> values => TakeValues(values, rows),
        Column<double> values => TakeValues(values, rows),
        Column<Int128> values => TakeValues(values, rows),
        Column<bool> values => TakeValues(values, rows),
        Column<Guid> values => TakeValues(values, rows),
        Column<DateTimeOffset> values => TakeValues(values, rows),
        _ => throw new InvalidOperationException($"No rows of a column of {column.Type}."),
    };

    private static Column<T> TakeValues<T>(Column<T> from, ReadOnlySpan<int> rows) where T : unmanaged
    {
        var taken = new Column<T>(from.Type, rows.Length);
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0 && !from.IsNull(rows[i])) taken.Set(i, from[rows[i]]);
        return taken;
    }
}

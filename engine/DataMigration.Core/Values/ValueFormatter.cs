using System.Buffers.Text;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// The canonical text of a value: what <see cref="ValueReaders"/> read back into the same value by the default format.
/// Integers and numbers by their shortest digits, decimals with all digits of their scale, true/false, yyyy-MM-dd, yyyy-MM-ddTHH:mm:ss with a
/// fraction only where there is one, offsets always as ±hh:mm, GUIDs in lower case with hyphens, binary as base64, text and JSON as they are.
/// </summary>
public static class ValueFormatter
{
    /// <summary>The most bytes that any value of a type needs.</summary>
    /// <exception cref="ArgumentException">Text, JSON and binary values have no such limit.</exception>
    public static int MaxLength(DataType type) => type.Kind switch
    {
        DataKind.Integer => default(IntegerWriter).MaxLength,
        DataKind.Number => default(NumberWriter).MaxLength,
        DataKind.Decimal => default(DecimalWriter).MaxLength,
        DataKind.Boolean => default(BooleanWriter).MaxLength,
        DataKind.Date => default(DateWriter).MaxLength,
        DataKind.DateTime => default(DateTimeWriter).MaxLength,
        DataKind.DateTimeOffset => default(DateTimeOffsetWriter).MaxLength,
        DataKind.Time => default(TimeWriter).MaxLength,
        DataKind.Guid => default(GuidWriter).MaxLength,
        _ => throw new ArgumentException($"Values of type {type} have no greatest length.", nameof(type)),
    };

    /// <summary>Writes the text of a cell that is not null. For single cells: encoders take a <see cref="CellFormatter"/>, whole columns <see cref="ToTextColumn"/>.</summary>
    /// <returns>False when the destination is too short; nothing is written then.</returns>
    public static bool TryFormat(Column column, int row, Span<byte> destination, out int written) => column.Type.Kind switch
    {
        DataKind.Text or DataKind.Json => TryCopy(((TextColumn)column)[row], destination, out written),
        DataKind.Binary => TryBase64(((TextColumn)column)[row], destination, out written),
        DataKind.Integer => TryWrite<long, IntegerWriter>(column, row, default, destination, out written),
        DataKind.Number => TryWrite<double, NumberWriter>(column, row, default, destination, out written),
        DataKind.Decimal => TryWrite<Int128, DecimalWriter>(column, row, new DecimalWriter(column.Type.Scale), destination, out written),
        DataKind.Boolean => TryWrite<bool, BooleanWriter>(column, row, default, destination, out written),
        DataKind.Date => TryWrite<int, DateWriter>(column, row, default, destination, out written),
        DataKind.DateTime => TryWrite<long, DateTimeWriter>(column, row, default, destination, out written),
        DataKind.DateTimeOffset => TryWrite<DateTimeOffset, DateTimeOffsetWriter>(column, row, default, destination, out written),
        DataKind.Time => TryWrite<long, TimeWriter>(column, row, default, destination, out written),
        DataKind.Guid => TryWrite<Guid, GuidWriter>(column, row, default, destination, out written),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>The text of a cell, for messages and reports; <c>null</c> for a null one. Allocates.</summary>
    public static string ToText(Column column, int row)
    {
        if (column.IsNull(row)) return "null";
        if (column is TextColumn text) return column.Type.Kind == DataKind.Binary ? Convert.ToBase64String(text[row]) : text.GetString(row)!;
        Span<byte> room = stackalloc byte[64];
        TryFormat(column, row, room, out int written);
        return Encoding.ASCII.GetString(room[..written]);
    }

    /// <summary>The texts of the given rows of a column, as a new column (text shares the heap); null stays null.</summary>
    public static TextColumn ToTextColumn(Column column, ReadOnlySpan<int> rows) => CellFormatter.For(column).WriteAll(rows);

    private static bool TryWrite<T, TWriter>(Column column, int row, TWriter writer, Span<byte> destination, out int written)
        where T : unmanaged where TWriter : struct, ICellWriter<T>
    {
        T value = ((Column<T>)column)[row];
        if (destination.Length >= writer.MaxLength)
        {
            written = writer.Write(value, destination);
            return true;
        }
        Span<byte> room = stackalloc byte[64];
        return TryCopy(room[..writer.Write(value, room)], destination, out written);
    }

    private static bool TryCopy(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        bool fits = text.TryCopyTo(destination);
        written = fits ? text.Length : 0;
        return fits;
    }

    private static bool TryBase64(ReadOnlySpan<byte> bytes, Span<byte> destination, out int written)
    {
        written = 0;
        return destination.Length >= Base64.GetMaxEncodedToUtf8Length(bytes.Length)
            && Base64.EncodeToUtf8(bytes, destination, out _, out written) == System.Buffers.OperationStatus.Done;
    }
}

using System.Buffers.Text;
using System.Runtime.CompilerServices;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// Writes the cells of one column as canonical text (see <see cref="ValueFormatter"/>), its type resolved once: for encoders that go row by row over
/// several columns. Made per batch; allocates nothing per cell.
/// </summary>
public abstract class CellFormatter
{
    /// <summary>A formatter of a column, valid as long as the column is and its heap does not grow.</summary>
    public static CellFormatter For(Column column) => column.Type.Kind switch
    {
        DataKind.Text or DataKind.Json => new CopyingFormatter((TextColumn)column),
        DataKind.Binary => new Base64Formatter((TextColumn)column),
        DataKind.Integer => Fixed<long, IntegerWriter>(column, default),
        DataKind.Number => Fixed<double, NumberWriter>(column, default),
        DataKind.Decimal => Decimals(column),
        DataKind.Boolean => Fixed<bool, BooleanWriter>(column, default),
        DataKind.Date => Fixed<int, DateWriter>(column, default),
        DataKind.DateTime => Fixed<long, DateTimeWriter>(column, default),
        DataKind.DateTimeOffset => Fixed<DateTimeOffset, DateTimeOffsetWriter>(column, default),
        DataKind.Time => Fixed<long, TimeWriter>(column, default),
        DataKind.Guid => Fixed<Guid, GuidWriter>(column, default),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Bytes that <see cref="Write"/> may need for a row that is not null; it writes no more, often less.</summary>
    public abstract int MaxLength(int row);

    /// <summary>Writes the text of a row that is not null.</summary>
    /// <param name="row">Index in the column.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public abstract int Write(int row, Span<byte> destination);

    /// <summary>The texts of many rows, in one loop; null stays null.</summary>
    /// <param name="rows">Rows of the column; the others are null in the result.</param>
    /// <returns>A new text column of as many rows as the formatted one has.</returns>
    public abstract TextColumn WriteAll(ReadOnlySpan<int> rows);

    // A method that names 128 bits is not compiled ahead of time, nor is what only it leads to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CellFormatter Decimals(Column column) => Fixed<Int128, DecimalWriter>(column, new DecimalWriter(column.Type.Scale));

    /// <summary>By a writer of values.</summary>
    internal static CellFormatter Fixed<T, TWriter>(Column column, TWriter writer)
        where T : unmanaged where TWriter : struct, ICellWriter<T> => new FixedWidthFormatter<T, TWriter>((Column<T>)column, writer);

    private sealed class FixedWidthFormatter<T, TWriter>(Column<T> column, TWriter writer) : CellFormatter
        where T : unmanaged where TWriter : struct, ICellWriter<T>
    {
        public override int MaxLength(int row) => writer.MaxLength;

        public override int Write(int row, Span<byte> destination) => writer.Write(column[row], destination);

        // Compiled at once and for good, as FixedWidthReader's loop is.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override TextColumn WriteAll(ReadOnlySpan<int> rows)
        {
            var output = new TextColumn(DataType.Text, column.Length, rows.Length * writer.MaxLength);
            var room = output.Heap.Reserve(rows.Length * writer.MaxLength);
            Span<int> starts = output.Starts, lengths = output.Lengths;
            ReadOnlySpan<ulong> given = column.Validity.Words;
            Span<ulong> valid = output.Validity.Words;
            var values = column.Values;
            int at = 0;
            foreach (int row in rows)
            {
                if ((given[row >> 6] & (1UL << row)) == 0) continue;
                starts[row] = at;
                at += lengths[row] = writer.Write(values[row], room[at..]);
                valid[row >> 6] |= 1UL << row;
            }
            output.Heap.Advance(at);
            return output;
        }
    }

    private sealed class CopyingFormatter(TextColumn column) : CellFormatter
    {
        public override int MaxLength(int row) => column.Lengths[row];

        public override int Write(int row, Span<byte> destination)
        {
            var text = column[row];
            text.CopyTo(destination);
            return text.Length;
        }

        public override TextColumn WriteAll(ReadOnlySpan<int> rows) => (TextColumn)new PlainTextReader().Read(column, rows, []);
    }

    private sealed class Base64Formatter(TextColumn column) : CellFormatter
    {
        public override int MaxLength(int row) => Base64.GetMaxEncodedToUtf8Length(column.Lengths[row]);

        public override int Write(int row, Span<byte> destination)
        {
            Base64.EncodeToUtf8(column[row], destination, out _, out int written);
            return written;
        }

        public override TextColumn WriteAll(ReadOnlySpan<int> rows)
        {
            var output = new TextColumn(DataType.Text, column.Length, rows.Length * 16);
            foreach (int row in rows)
            {
                if (column.IsNull(row)) continue;
                int written = Write(row, output.Heap.Reserve(MaxLength(row)));
                output.SetSlice(row, output.Heap.Advance(written), written);
            }
            return output;
        }
    }
}

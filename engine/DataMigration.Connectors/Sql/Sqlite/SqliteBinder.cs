using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// Binds the cells of a batch to statements. How a field is bound follows from its type and from what its column makes of values, and is settled once;
/// a value that the column could only hold changed is not bound.
/// </summary>
internal sealed class SqliteBinder
{
    private const long ExactDouble = 1L << 53;
    private static readonly Int128 SafeUnscaled = (Int128)1_000_000_000_000_000;

    /// <summary>Of a cell that is written as text on the way.</summary>
    private const int ScratchLength = 128;

    private readonly Cell[] _cells;
    private readonly byte[] _scratch;
    private readonly List<PinnedGCHandle<byte[]>> _pins = [];
    private readonly double[] _powers = new double[DataType.MaxPrecision + 1];

    public SqliteBinder(RecordSchema schema, IReadOnlyList<SqliteAffinity> affinities)
    {
        Schema = schema;
        _cells = new Cell[schema.Count];
        _scratch = GC.AllocateUninitializedArray<byte>(ScratchLength * schema.Count, pinned: true);
        for (int i = 0; i < _cells.Length; i++) _cells[i].As = FormOf(schema[i].Type.Kind, affinities[i]);
        _powers[0] = 1;
        for (int i = 1; i < _powers.Length; i++) _powers[i] = _powers[i - 1] * 10;
    }

    private enum Form
    {
        Text,
        Json,
        Blob,
        Integer,
        IntegerAsDouble,
        Double,
        DoubleAsText,
        Boolean,
        DecimalAsNumber,
        DecimalAsDouble,
        Formatted,
    }

    public RecordSchema Schema { get; }

    /// <summary>Whether a column keeps such values as they are bound.</summary>
    public static bool IsKept(DataKind kind, SqliteAffinity affinity) => FormOf(kind, affinity) switch
    {
        Form.Integer or Form.Boolean => affinity != SqliteAffinity.Text,
        Form.Text => affinity is SqliteAffinity.Text or SqliteAffinity.Blob,
        _ => true,
    };

    /// <summary>From now on rows are those of this batch, whose text stays where it is until <see cref="Detach"/>.</summary>
    public void Attach(RecordBatch batch)
    {
        Detach();
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i].Column = batch[i];
            if (batch[i] is TextColumn text && !_pins.Exists(p => ReferenceEquals(p.Target, text.Heap.Bytes))) _pins.Add(new PinnedGCHandle<byte[]>(text.Heap.Bytes));
        }
    }

    /// <summary>The batch may go.</summary>
    public void Detach()
    {
        foreach (var pin in _pins) pin.Dispose();
        _pins.Clear();
    }

    public bool IsNull(int field, int row) => _cells[field].Column.IsNull(row);

    /// <summary>The value as text for a message.</summary>
    public string? TextOf(int field, int row) => IsNull(field, row) ? null : ValueFormatter.ToText(_cells[field].Column, row);

    /// <summary>Binds some fields of a row to the parameters 1, 2, … of a statement.</summary>
    /// <returns>-1, or the field whose value the column cannot hold as it is.</returns>
    public int Bind(SqliteStatement statement, int[] fields, int row)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            int code = Bind(statement, i + 1, ref _cells[fields[i]], row, _scratch.AsSpan(fields[i] * ScratchLength, ScratchLength));
            if (code != 0) return fields[i];
        }
        return -1;
    }

    [SuppressMessage("Maintainability", "CA1502", Justification = "One branch a form.")]
    private int Bind(SqliteStatement statement, int parameter, ref Cell cell, int row, Span<byte> scratch)
    {
        var column = cell.Column;
        if (column.IsNull(row)) return statement.BindNull(parameter);
        switch (cell.As)
        {
            case Form.Text:
                return statement.BindPinned(parameter, Unsafe.As<TextColumn>(column)[row]);
            case Form.Json:
                var json = Unsafe.As<TextColumn>(column)[row].TrimStart(" \t\r\n"u8);
                return !json.IsEmpty && (json[0] == '-' || char.IsAsciiDigit((char)json[0])) ? -1 : statement.BindPinned(parameter, Unsafe.As<TextColumn>(column)[row]);
            case Form.Blob:
                return statement.BindBlob(parameter, Unsafe.As<TextColumn>(column)[row]);
            case Form.Integer:
                return statement.Bind(parameter, Unsafe.As<Column<long>>(column)[row]);
            case Form.IntegerAsDouble:
                long integer = Unsafe.As<Column<long>>(column)[row];
                return integer is < -ExactDouble or > ExactDouble ? -1 : statement.Bind(parameter, integer);
            case Form.Double:
                double number = Unsafe.As<Column<double>>(column)[row];
                // SQLite has no NaN: it would store null.
                return double.IsNaN(number) ? -1 : statement.Bind(parameter, number);
            case Form.Boolean:
                return statement.Bind(parameter, Unsafe.As<Column<bool>>(column)[row] ? 1L : 0L);
            case Form.DecimalAsNumber:
            case Form.DecimalAsDouble:
                return BindDecimal(statement, parameter, Unsafe.As<Column<Int128>>(column)[row], column.Type.Scale, cell.As == Form.DecimalAsNumber);
            default:
                return ValueFormatter.TryFormat(column, row, scratch, out int written) ? statement.BindPinned(parameter, scratch[..written]) : -1;
        }
    }

    /// <summary>A decimal for a column that keeps numbers: exact as an integer of 64 bits or as a double of at most 15 digits, else not at all.</summary>
    private int BindDecimal(SqliteStatement statement, int parameter, Int128 unscaled, int scale, bool integers)
    {
        if (unscaled > -SafeUnscaled && unscaled < SafeUnscaled)
        {
            // Division by a word is much cheaper.
            long small = (long)unscaled;
            while (scale > 0 && small % 10 == 0) (small, scale) = (small / 10, scale - 1);
            unscaled = small;
        }
        else while (scale > 0 && unscaled % 10 == 0) (unscaled, scale) = (unscaled / 10, scale - 1);
        if (integers && scale == 0 && unscaled >= long.MinValue && unscaled <= long.MaxValue) return statement.Bind(parameter, (long)unscaled);
        if (Int128.Abs(unscaled) >= SafeUnscaled) return -1;
        // Powers of ten are exact doubles up to 10^22; a smaller fraction is left to the parser, which rounds correctly.
        double value = scale <= 22 ? (double)(long)unscaled / _powers[scale] : double.Parse($"{unscaled}E-{scale}", System.Globalization.CultureInfo.InvariantCulture);
        return statement.Bind(parameter, value);
    }

    private static Form FormOf(DataKind kind, SqliteAffinity affinity)
    {
        bool numbers = affinity is SqliteAffinity.Numeric or SqliteAffinity.Integer or SqliteAffinity.Real;
        return kind switch
        {
            DataKind.Text => Form.Text,
            DataKind.Json => numbers ? Form.Json : Form.Text,
            DataKind.Binary => Form.Blob,
            DataKind.Integer => affinity == SqliteAffinity.Real ? Form.IntegerAsDouble : Form.Integer,
            DataKind.Number => affinity == SqliteAffinity.Text ? Form.DoubleAsText : Form.Double,
            DataKind.Boolean => Form.Boolean,
            DataKind.Decimal when affinity == SqliteAffinity.Real => Form.DecimalAsDouble,
            DataKind.Decimal when numbers => Form.DecimalAsNumber,
            _ => Form.Formatted,
        };
    }

    private struct Cell
    {
        public Form As;
        public Column Column;
    }
}

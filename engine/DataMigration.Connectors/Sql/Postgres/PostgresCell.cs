using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Writes the cells of one field as a column takes them, and says what the column would refuse before the wire does.</summary>
internal sealed class PostgresCell
{
    private readonly Field _field;
    private readonly PostgresColumn _column;
    private readonly PostgresForm _form;
    private readonly bool _nullable;
    private readonly bool _isKey;
    private readonly Int128 _limit;
    private readonly long _fraction;
    private readonly HashSet<string>? _labels;
    private Column _values = null!;
    private CellFormatter? _formatter;

    /// <param name="nullable">Whether a null may reach the column; what fills it later (a trigger) is not ours to foresee.</param>
    public PostgresCell(Field field, PostgresColumn column, bool nullable, bool isKey)
    {
        (_field, _column, _nullable, _isKey) = (field, column, nullable, isKey);
        _form = column.Type.Form ?? PostgresForm.Text;
        _labels = column.Labels?.ToHashSet(StringComparer.Ordinal);
        _fraction = 1;
        for (int i = column.Type.FractionDigits; i < 7; i++) _fraction *= 10;
        // What has too many digits before the point, with the field's own decimals behind it.
        _limit = Int128.MaxValue;
        if (_form != PostgresForm.Numeric || column.Type.First < 0) return;
        int digits = column.Type.First - column.Type.Second + field.Type.Scale;
        if (digits > 38) return;
        _limit = 1;
        for (int i = 0; i < digits; i++) _limit *= 10;
    }

    public void Attach(Column values)
    {
        _values = values;
        _formatter = _form == PostgresForm.Text && values.Type.Kind is not (DataKind.Text or DataKind.Json) ? CellFormatter.For(values) : null;
    }

    /// <summary>Writes the length and the value.</summary>
    /// <returns>What speaks against it, or null.</returns>
    public RowFailure? Write(EncodedRows output, int row)
    {
        if (_values.IsNull(row)) return WriteNull(output, row);
        switch (_form)
        {
            case PostgresForm.Text: return WriteText(output, row);
            case PostgresForm.Json: return Put(output, Unsafe.As<TextColumn>(_values)[row], false);
            case PostgresForm.Jsonb: return Put(output, Unsafe.As<TextColumn>(_values)[row], true);
            case PostgresForm.Binary: return Put(output, Unsafe.As<TextColumn>(_values)[row], false);
            case PostgresForm.Boolean:
                Fixed(output, 1)[0] = Unsafe.As<Column<bool>>(_values)[row] ? (byte)1 : (byte)0;
                return null;
            case PostgresForm.Int2: return WriteInteger(output, row, short.MinValue, short.MaxValue, 2);
            case PostgresForm.Int4: return WriteInteger(output, row, int.MinValue, int.MaxValue, 4);
            case PostgresForm.Int8: return WriteInteger(output, row, long.MinValue, long.MaxValue, 8);
            case PostgresForm.Float4: return WriteSingle(output, row);
            case PostgresForm.Float8: return WriteDouble(output, row);
            case PostgresForm.Numeric: return WriteNumeric(output, row);
            case PostgresForm.Date:
                BinaryPrimitives.WriteInt32BigEndian(Fixed(output, 4), Unsafe.As<Column<int>>(_values)[row] - PostgresType.EpochDay);
                return null;
            case PostgresForm.Timestamp:
                return WriteTicks(output, row, (_values.Type.Kind == DataKind.Date ? Unsafe.As<Column<int>>(_values)[row] * TimeSpan.TicksPerDay : Unsafe.As<Column<long>>(_values)[row]) - PostgresType.EpochTicks);
            case PostgresForm.TimestampTz: return WriteTicks(output, row, Unsafe.As<Column<DateTimeOffset>>(_values)[row].UtcTicks - PostgresType.EpochTicks);
            case PostgresForm.Time: return WriteTicks(output, row, Unsafe.As<Column<long>>(_values)[row]);
            default:
                Unsafe.As<Column<Guid>>(_values)[row].TryWriteBytes(Fixed(output, 16), bigEndian: true, out _);
                return null;
        }
    }

    private RowFailure? WriteNull(EncodedRows output, int row)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.Reserve(4), -1);
        output.Advance(4);
        if (_isKey) return new RowFailure(row, SqlRules.NotNull, _field.Name, null, $"{_field.Name} is null, but it is part of the key.");
        return _nullable ? null : new RowFailure(row, SqlRules.NotNull, _field.Name, null, $"{_field.Name} is null, but column {_column.Name} allows no null.");
    }

    private RowFailure? WriteText(EncodedRows output, int row)
    {
        if (_formatter is not null)
        {
            int most = _formatter.MaxLength(row);
            var room = output.Reserve(4 + most);
            int written = _formatter.Write(row, room[4..]);
            BinaryPrimitives.WriteInt32BigEndian(room, written);
            output.Advance(4 + written);
            return _column.Type.First > 0 && written > _column.Type.First ? TooLong(row, written) : null;
        }
        var text = Unsafe.As<TextColumn>(_values)[row];
        if (text.Contains((byte)0)) return Refuse(row, SqlRules.Type, "has a NUL character, which the database cannot keep in text");
        if (_column.Type.Name == "name" && text.Length > 63) return Refuse(row, SqlRules.TooLong, string.Create(CultureInfo.InvariantCulture, $"has {text.Length} bytes, but column {_column.Name} is a name, which has 63"));
        // Text has at most as many characters as bytes.
        if (_column.Type.First > 0 && text.Length > _column.Type.First && _column.Type.Form is not null && Characters(text) is var characters && characters > _column.Type.First) return TooLong(row, characters);
        if (_labels is not null && !_labels.Contains(Encoding.UTF8.GetString(text))) return Refuse(row, SqlRules.Type, $"is not one of the words of its type: {string.Join(", ", _column.Labels!.Take(10))}");
        return Put(output, text, false);
    }

    /// <summary>Blanks at the end are none of a char(n); from a varchar(n) the server would cut them, unasked.</summary>
    private int Characters(ReadOnlySpan<byte> text)
    {
        if (_column.Type.Name == "character") text = text.TrimEnd((byte)' ');
        int count = 0;
        foreach (byte b in text) count += (b & 0xC0) != 0x80 ? 1 : 0;
        return count;
    }

    private RowFailure? WriteInteger(EncodedRows output, int row, long least, long greatest, int width)
    {
        Int128 value = _values.Type.Kind == DataKind.Decimal ? Unsafe.As<Column<Int128>>(_values)[row] : Unsafe.As<Column<long>>(_values)[row];
        if (value < least || value > greatest) return Refuse(row, SqlRules.Range, $"is outside of {_column.DeclaredType}");
        var room = Fixed(output, width);
        if (width == 2) BinaryPrimitives.WriteInt16BigEndian(room, (short)value);
        else if (width == 4) BinaryPrimitives.WriteInt32BigEndian(room, (int)value);
        else BinaryPrimitives.WriteInt64BigEndian(room, (long)value);
        return null;
    }

    private double Double(int row) => _values.Type.Kind == DataKind.Integer ? Unsafe.As<Column<long>>(_values)[row] : Unsafe.As<Column<double>>(_values)[row];

    private RowFailure? WriteDouble(EncodedRows output, int row)
    {
        double value = Double(row);
        if (_values.Type.Kind == DataKind.Integer && (Int128)value != Unsafe.As<Column<long>>(_values)[row]) return Refuse(row, SqlRules.Range, $"has more digits than {_column.DeclaredType} keeps");
        BinaryPrimitives.WriteDoubleBigEndian(Fixed(output, 8), value);
        return null;
    }

    /// <summary>A single keeps what has the same shortest digits.</summary>
    private RowFailure? WriteSingle(EncodedRows output, int row)
    {
        double value = Double(row);
        float single = (float)value;
        if (single != value && (!float.IsFinite(single) || double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) != value))
            return Refuse(row, SqlRules.Range, $"has more digits than {_column.DeclaredType} keeps");
        BinaryPrimitives.WriteSingleBigEndian(Fixed(output, 4), single);
        return null;
    }

    private RowFailure? WriteNumeric(EncodedRows output, int row)
    {
        bool whole = _values.Type.Kind == DataKind.Integer;
        Int128 value = whole ? Unsafe.As<Column<long>>(_values)[row] : Unsafe.As<Column<Int128>>(_values)[row];
        if (Int128.Abs(value) >= _limit) return Refuse(row, SqlRules.Range, $"has more digits before the point than {_column.DeclaredType} keeps");
        var room = output.Reserve(4 + PostgresNumeric.MaxLength);
        int written = PostgresNumeric.Write(value, whole ? 0 : _values.Type.Scale, room[4..]);
        BinaryPrimitives.WriteInt32BigEndian(room, written);
        output.Advance(4 + written);
        return null;
    }

    private RowFailure? WriteTicks(EncodedRows output, int row, long ticks)
    {
        // The plan has seen to it that nothing is cut; what comes here all the same is not to be rounded.
        if (ticks % _fraction != 0) return Refuse(row, SqlRules.Type, $"has more digits of a second's fraction than {_column.DeclaredType} keeps");
        BinaryPrimitives.WriteInt64BigEndian(Fixed(output, 8), ticks / 10);
        return null;
    }

    private static Span<byte> Fixed(EncodedRows output, int width)
    {
        var room = output.Reserve(4 + width);
        BinaryPrimitives.WriteInt32BigEndian(room, width);
        output.Advance(4 + width);
        return room.Slice(4, width);
    }

    private static RowFailure? Put(EncodedRows output, ReadOnlySpan<byte> value, bool version)
    {
        int extra = version ? 1 : 0;
        var room = output.Reserve(4 + extra + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(room, value.Length + extra);
        // The first byte of a jsonb is the edition of its form.
        if (version) room[4] = 1;
        value.CopyTo(room[(4 + extra)..]);
        output.Advance(4 + extra + value.Length);
        return null;
    }

    private RowFailure TooLong(int row, int characters) => Refuse(row, SqlRules.TooLong, string.Create(CultureInfo.InvariantCulture, $"has {characters} characters, but column {_column.Name} is {_column.DeclaredType}"));

    private RowFailure Refuse(int row, Rule rule, string problem)
    {
        string text = FailureSink.Cut(ValueFormatter.ToText(_values, row));
        return new RowFailure(row, rule, _field.Name, text, rule == SqlRules.TooLong ? $"{_field.Name} {problem}." : $"{_field.Name} is '{text}', which {problem}.");
    }
}

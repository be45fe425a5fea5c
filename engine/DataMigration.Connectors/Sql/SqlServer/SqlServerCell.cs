using System.Data.SqlTypes;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Says of the cells of one field what its column would refuse, round or cut, before the wire does.</summary>
internal sealed class SqlServerCell
{
    private static readonly long FirstDateTime = new DateTime(1753, 1, 1).Ticks;
    private static readonly long FirstSmallDateTime = new DateTime(1900, 1, 1).Ticks, LastSmallDateTime = new DateTime(2079, 6, 6, 23, 59, 0).Ticks;

    private readonly Field _field;
    private readonly SqlServerColumn _column;
    private readonly bool _nullable;
    private readonly bool _isKey;
    private readonly Int128 _limit;
    private readonly long _fraction = 1;
    private readonly Encoding? _encoding;
    private Column _values = null!;

    /// <param name="nullable">Whether a null may reach the column; what fills it later (a trigger) is not ours to foresee.</param>
    public SqlServerCell(Field field, SqlServerColumn column, bool nullable, bool isKey)
    {
        (_field, _column, _nullable, _isKey) = (field, column, nullable, isKey);
        for (int i = column.Type.FractionDigits; i < 7; i++) _fraction *= 10;
        _limit = LimitOf(field, column.Type);
        _encoding = SqlServerCodePages.Strict(column.CodePage);
    }

    public void Attach(Column values) => _values = values;

    /// <returns>What speaks against the cell, or null.</returns>
    public RowFailure? Check(int row)
    {
        if (_values.IsNull(row))
        {
            if (_isKey) return new RowFailure(row, SqlRules.NotNull, _field.Name, null, $"{_field.Name} is null, but it is part of the key.");
            return _nullable ? null : new RowFailure(row, SqlRules.NotNull, _field.Name, null, $"{_field.Name} is null, but column {_column.Name} allows no null.");
        }
        switch (_column.Type.Name)
        {
            case "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext": return CheckText(row);
            case "binary" or "varbinary": return CheckBytes(row);
            case "tinyint": return CheckWhole(row, byte.MinValue, byte.MaxValue);
            case "smallint": return CheckWhole(row, short.MinValue, short.MaxValue);
            case "int": return CheckWhole(row, int.MinValue, int.MaxValue);
            case "bigint": return CheckWhole(row, long.MinValue, long.MaxValue);
            case "decimal" or "money" or "smallmoney": return Int128.Abs(Whole(row)) >= _limit ? Refuse(row, SqlRules.Range, $"has more digits before the point than {_column.DeclaredType} keeps") : null;
            case "real": return CheckNumber(row, single: true);
            case "float": return CheckNumber(row, single: false);
            case "datetime": return CheckDateTime(row);
            case "smalldatetime": return CheckSmallDateTime(row);
            case "datetime2" or "time" when _values.Type.Kind != DataKind.Date: return CheckFraction(row, Unsafe.As<Column<long>>(_values)[row]);
            case "datetimeoffset": return CheckFraction(row, Unsafe.As<Column<DateTimeOffset>>(_values)[row].Ticks);
            default: return null;
        }
    }

    /// <summary>What is too great, counted in units of the field's own last digit.</summary>
    private static Int128 LimitOf(Field field, SqlServerType type)
    {
        var (digits, scale) = type.Name switch
        {
            "decimal" => (type.Precision, type.Scale),
            // 2^63 and 2^31 units: the digits that fit whatever they are.
            "money" => (18, 4),
            "smallmoney" => (9, 4),
            _ => (0, 0),
        };
        int before = digits - scale + field.Type.Scale;
        if (digits == 0 || before > 38) return Int128.MaxValue;
        Int128 limit = 1;
        for (int i = 0; i < before; i++) limit *= 10;
        if (type.Name is not ("money" or "smallmoney")) return limit;
        Int128 most = type.Name == "money" ? long.MaxValue : int.MaxValue;
        for (int i = field.Type.Scale; i < 4; i++) most /= 10;
        return most + 1;
    }

    private Int128 Whole(int row) => _values.Type.Kind == DataKind.Decimal ? Unsafe.As<Column<Int128>>(_values)[row] : Unsafe.As<Column<long>>(_values)[row];

    private RowFailure? CheckWhole(int row, long least, long greatest)
    {
        var value = Whole(row);
        return value < least || value > greatest ? Refuse(row, SqlRules.Range, $"is outside of {_column.DeclaredType}") : null;
    }

    private RowFailure? CheckNumber(int row, bool single)
    {
        if (_values.Type.Kind == DataKind.Integer)
        {
            long integer = Unsafe.As<Column<long>>(_values)[row];
            return (Int128)(single ? (float)integer : (double)integer) == integer ? null : Refuse(row, SqlRules.Range, $"has more digits than {_column.DeclaredType} keeps");
        }
        double value = Unsafe.As<Column<double>>(_values)[row];
        if (!double.IsFinite(value)) return Refuse(row, SqlRules.Range, $"is no number that {_column.DeclaredType} has");
        if (!single || SqlServerValues.Widen((float)value) == value) return null;
        return Refuse(row, SqlRules.Range, $"has more digits than {_column.DeclaredType} keeps");
    }

    private RowFailure? CheckText(int row)
    {
        int limit = _column.Type.Limit;
        if (_values is not TextColumn texts)
        {
            int length = ValueFormatter.ToText(_values, row).Length;
            return length > limit ? TooLong(row, length, "characters") : null;
        }
        var text = texts[row];
        if (_encoding is null)
        {
            // Text has at most as many units of UTF-16 as bytes of UTF-8.
            return text.Length > limit && Encoding.UTF8.GetCharCount(text) is var units && units > limit ? TooLong(row, units, "characters") : null;
        }
        if (_encoding.CodePage == Encoding.UTF8.CodePage) return text.Length > limit ? TooLong(row, text.Length, "bytes") : null;
        if (Ascii.IsValid(text)) return text.Length > limit ? TooLong(row, text.Length, "bytes") : null;
        try
        {
            int bytes = _encoding.GetByteCount(Encoding.UTF8.GetString(text));
            return bytes > limit ? TooLong(row, bytes, "bytes") : null;
        }
        catch (EncoderFallbackException e)
        {
            string character = e.CharUnknown == '\0' ? $"{e.CharUnknownHigh}{e.CharUnknownLow}" : e.CharUnknown.ToString();
            return Refuse(row, SqlRules.Type, $"has a character ({character}) that column {_column.Name} cannot keep: its code page is {_column.CodePage.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>A binary(n) would fill up shorter values with zeros, which nobody could tell from their own.</summary>
    private RowFailure? CheckBytes(int row)
    {
        int length = Unsafe.As<TextColumn>(_values).Lengths[row];
        if (length > _column.Type.Limit) return TooLong(row, length, "bytes");
        return _column.Type.Name == "binary" && length < _column.Type.Limit ? TooLong(row, length, "bytes") : null;
    }

    private long Ticks(int row) => _values.Type.Kind == DataKind.Date ? Unsafe.As<Column<int>>(_values)[row] * TimeSpan.TicksPerDay : Unsafe.As<Column<long>>(_values)[row];

    private RowFailure? CheckDateTime(int row)
    {
        long ticks = Ticks(row);
        if (ticks < FirstDateTime) return Refuse(row, SqlRules.Range, "is outside of datetime, which begins in 1753");
        return ticks % TimeSpan.TicksPerSecond == 0 || new SqlDateTime(new DateTime(ticks)).Value.Ticks == ticks ? null : Refuse(row, SqlRules.Type, "is no step of 1/300 second, which datetime keeps");
    }

    private RowFailure? CheckSmallDateTime(int row)
    {
        long ticks = Ticks(row);
        if (ticks < FirstSmallDateTime || ticks > LastSmallDateTime) return Refuse(row, SqlRules.Range, "is outside of smalldatetime (1900 to June 2079)");
        return ticks % TimeSpan.TicksPerMinute == 0 ? null : Refuse(row, SqlRules.Type, "has seconds, which smalldatetime does not keep");
    }

    /// <summary>The plan has seen to it that nothing is cut; what comes here all the same is not to be rounded.</summary>
    private RowFailure? CheckFraction(int row, long ticks) => ticks % _fraction == 0 ? null : Refuse(row, SqlRules.Type, $"has more digits of a second's fraction than {_column.DeclaredType} keeps");

    private RowFailure TooLong(int row, int length, string units) => Refuse(row, SqlRules.TooLong, string.Create(CultureInfo.InvariantCulture, $"has {length} {units}, but column {_column.Name} is {_column.DeclaredType}"));

    private RowFailure Refuse(int row, Rule rule, string problem)
    {
        string text = FailureSink.Cut(ValueFormatter.ToText(_values, row));
        return new RowFailure(row, rule, _field.Name, text, rule == SqlRules.TooLong ? $"{_field.Name} {problem}." : $"{_field.Name} is '{text}', which {problem}.");
    }
}

using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Turns one stored value into another. A struct, so that the loop over the column is compiled for it alone.</summary>
internal interface ICellConversion<TFrom, TTo>
{
    bool TryConvert(TFrom value, out TTo result);
}

internal sealed class SameConverter(DataType type) : ValueConverter(type, type)
{
    public override Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed) => input;
}

internal sealed class ReadingConverter(ValueReader reader) : ValueConverter(DataType.Text, reader.Type)
{
    public override Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed) => reader.Read((TextColumn)input, rows, failed);
}

internal sealed class FormattingConverter(DataType from) : ValueConverter(from, DataType.Text)
{
    public override Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed) => ValueFormatter.ToTextColumn(input, rows);
}

internal sealed class FixedWidthConverter<TFrom, TTo, TConversion>(DataType from, DataType to, TConversion conversion) : ValueConverter(from, to)
    where TFrom : unmanaged where TTo : unmanaged where TConversion : struct, ICellConversion<TFrom, TTo>
{
    public override Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var typed = (Column<TFrom>)input;
        var output = new Column<TTo>(To, input.Length);
        foreach (int row in rows)
        {
            if (input.IsNull(row)) continue;
            if (conversion.TryConvert(typed[row], out TTo value)) output.Set(row, value);
            else failed.Add(row);
        }
        return output;
    }
}

internal readonly struct IntegerToDecimal(DataType to) : ICellConversion<long, Int128>
{
    public bool TryConvert(long value, out Int128 result) => DecimalDigits.TryFit((UInt128)Int128.Abs(value), 0, value < 0, to, out result);
}

internal readonly struct DecimalToDecimal(int scale, DataType to) : ICellConversion<Int128, Int128>
{
    public bool TryConvert(Int128 value, out Int128 result) => DecimalDigits.TryFit((UInt128)Int128.Abs(value), scale, value < 0, to, out result);
}

internal readonly struct DecimalToInteger(int scale) : ICellConversion<Int128, long>
{
    public bool TryConvert(Int128 value, out long result)
    {
        var (whole, lost) = Int128.DivRem(value, (Int128)DecimalDigits.PowerOfTen(scale));
        result = (long)whole;
        return lost == 0 && whole >= long.MinValue && whole <= long.MaxValue;
    }
}

/// <summary>Planned only for decimals of at most 15 digits, which come back from a double as they were.</summary>
internal readonly struct DecimalToNumber(int scale) : ICellConversion<Int128, double>
{
    private readonly double _divisor = (double)DecimalDigits.PowerOfTen(scale);

    public bool TryConvert(Int128 value, out double result)
    {
        result = (long)value / _divisor;
        return true;
    }
}

internal readonly struct IntegerToNumber : ICellConversion<long, double>
{
    /// <summary>Up to here every whole number has a double of its own.</summary>
    public const long Limit = 1L << 53;

    public bool TryConvert(long value, out double result)
    {
        result = value;
        return value is >= -Limit and <= Limit;
    }
}

internal readonly struct NumberToInteger : ICellConversion<double, long>
{
    public bool TryConvert(double value, out long result)
    {
        result = (long)value;
        return value is >= -IntegerToNumber.Limit and <= IntegerToNumber.Limit && value == result;
    }
}

/// <summary>By the number's canonical text, as the way over text would go: 0.1 becomes 0.1.</summary>
internal readonly struct NumberToDecimal(DataType to, Rounding? rounding = null) : ICellConversion<double, Int128>
{
    public bool TryConvert(double value, out Int128 result)
    {
        result = 0;
        if (!double.IsFinite(value)) return false;
        Span<byte> text = stackalloc byte[32];
        text = text[..default(NumberWriter).Write(Math.Abs(value), text)];
        int exponent = 0, letter = text.IndexOf((byte)'E');
        if (letter >= 0)
        {
            if (!IntegerParser.TryParsePlain(text[(letter + 1)..], out long written)) return false;
            exponent = (int)written;
            text = text[..letter];
        }
        int point = text.IndexOf((byte)'.');
        UInt128 digits = 0;
        foreach (byte b in text)
            if (b != '.') digits = digits * 10 + (uint)(b - '0');
        int decimals = (point < 0 ? 0 : text.Length - point - 1) - exponent;
        if (rounding is { } mode && decimals > to.Scale)
            (digits, decimals) = (DecimalDigits.Round(digits, decimals - to.Scale, value < 0, mode), to.Scale);
        return DecimalDigits.TryFit(digits, decimals, value < 0, to, out result);
    }
}

internal readonly struct DateToDateTime : ICellConversion<int, long>
{
    public bool TryConvert(int value, out long result)
    {
        result = value * TimeSpan.TicksPerDay;
        return true;
    }
}

internal readonly struct DateTimeToDate : ICellConversion<long, int>
{
    public bool TryConvert(long value, out int result)
    {
        var (days, ticks) = Math.DivRem(value, TimeSpan.TicksPerDay);
        result = (int)days;
        return ticks == 0;
    }
}

using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>One conversion behind another one.</summary>
internal sealed class ChainedConverter(ValueConverter first, ValueConverter second) : ValueConverter(first.From, second.To)
{
    public override Column Convert(Column input, ReadOnlySpan<int> rows, List<int> failed)
    {
        var between = first.Convert(input, rows, failed);
        int before = failed.Count;
        var output = second.Convert(between, rows, failed);
        if (before > 0 && failed.Count > before) failed.Sort();
        if (!ReferenceEquals(between, input)) between.Dispose();
        return output;
    }
}

/// <summary>Digits with at most one point, of any number behind it, rounded to the type's scale.</summary>
internal readonly struct RoundingDecimalParser(NumberShape shape, DataType type, Rounding rounding) : ICellParser<Int128>
{
    public bool TryParse(ReadOnlySpan<byte> text, out Int128 value)
    {
        if (shape.IsPlain) return TryParsePlain(text, out value);
        Span<byte> room = stackalloc byte[NumberShape.MaxLength];
        value = 0;
        return shape.TryFlatten(text, room, out var plain) && TryParsePlain(plain, out value);
    }

    private bool TryParsePlain(ReadOnlySpan<byte> text, out Int128 value)
    {
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative || text.Length > 0 && text[0] == '+') text = text[1..];
        int point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
        whole = whole.TrimStart((byte)'0');
        if (whole.Length > type.Precision - type.Scale) return false;
        // One digit more than the scale decides, and of all behind it only whether they are zeros.
        var kept = fraction[..Math.Min(fraction.Length, type.Scale)];
        var rest = fraction[kept.Length..];
        UInt128 digits = 0;
        foreach (byte b in whole) digits = digits * 10 + (uint)(b - '0');
        foreach (byte b in kept) digits = digits * 10 + (uint)(b - '0');
        if (rest.ContainsAnyExcept((byte)'0'))
        {
            uint half = rest[0] < '5' ? 0u : rest[0] > '5' || rest[1..].ContainsAnyExcept((byte)'0') ? 2u : 1u;
            digits += DecimalDigits.RoundsAway(half.CompareTo(1u), UInt128.IsOddInteger(digits), negative, rounding) ? 1u : 0u;
        }
        return DecimalDigits.TryFit(digits, kept.Length, negative, type, out value);
    }
}

internal readonly struct RoundDecimal(int scale, DataType to, Rounding rounding) : ICellConversion<Int128, Int128>
{
    public bool TryConvert(Int128 value, out Int128 result)
    {
        var digits = DecimalDigits.Round((UInt128)Int128.Abs(value), scale - to.Scale, value < 0, rounding);
        return DecimalDigits.TryFit(digits, Math.Min(scale, to.Scale), value < 0, to, out result);
    }
}

internal readonly struct MomentToUtc : ICellConversion<DateTimeOffset, DateTimeOffset>
{
    public bool TryConvert(DateTimeOffset value, out DateTimeOffset result)
    {
        result = value.ToUniversalTime();
        return true;
    }
}

internal readonly struct MomentToUtcTicks : ICellConversion<DateTimeOffset, long>
{
    public bool TryConvert(DateTimeOffset value, out long result)
    {
        result = value.UtcTicks;
        return true;
    }
}

internal readonly struct CutTicks(long unit) : ICellConversion<long, long>
{
    public bool TryConvert(long value, out long result)
    {
        result = value - value % unit;
        return true;
    }
}

internal readonly struct CutMoment(long unit) : ICellConversion<DateTimeOffset, DateTimeOffset>
{
    public bool TryConvert(DateTimeOffset value, out DateTimeOffset result)
    {
        result = new DateTimeOffset(value.Ticks - value.Ticks % unit, value.Offset);
        return true;
    }
}

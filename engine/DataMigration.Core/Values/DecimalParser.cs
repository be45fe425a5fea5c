using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Digits with at most one point, into unscaled digits of the type's scale. No exponent, nothing rounded.</summary>
internal readonly struct DecimalParser(NumberShape shape, DataType type) : ICellParser<Int128>
{
    private readonly ulong _limit = type.Precision < 19 ? (ulong)DecimalDigits.PowerOfTen(type.Precision) : ulong.MaxValue;

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
        return text.Length <= 18 ? TryParseShort(text, negative, out value) : TryParseLong(text, negative, out value);
    }

    /// <summary>Everyday amounts: all digits fit 64 bits, and so do those that are added for the scale.</summary>
    private bool TryParseShort(ReadOnlySpan<byte> text, bool negative, out Int128 value)
    {
        value = 0;
        ulong digits = 0;
        int point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9) digits = digits * 10 + digit;
            else if (text[i] == '.' && point < 0) point = i;
            else return false;
        }
        if (text.Length == (point < 0 ? 0 : 1)) return false;
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        if (decimals != type.Scale || digits >= _limit) return DecimalDigits.TryFit(digits, decimals, negative, type, out value);
        value = negative ? -(long)digits : (long)digits;
        return true;
    }

    private bool TryParseLong(ReadOnlySpan<byte> text, bool negative, out Int128 value)
    {
        value = 0;
        int point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..].TrimEnd((byte)'0');
        whole = whole.TrimStart((byte)'0');
        if (fraction.Length > type.Scale || whole.Length > type.Precision - type.Scale) return false;
        UInt128 digits = 0;
        if (!TryAdd(whole, ref digits) || !TryAdd(fraction, ref digits)) return false;
        return DecimalDigits.TryFit(digits, fraction.Length, negative, type, out value);
    }

    private static bool TryAdd(ReadOnlySpan<byte> text, ref UInt128 digits)
    {
        foreach (byte b in text)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9) return false;
            digits = digits * 10 + digit;
        }
        return true;
    }
}

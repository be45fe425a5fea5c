using System.Runtime.CompilerServices;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Digits with at most one point, into unscaled digits of the type's scale. No exponent, nothing rounded.</summary>
internal readonly struct DecimalParser(NumberShape shape, DataType type) : ICellParser<Int128>
{
    private readonly ulong _limit = type.Precision < 19 ? (ulong)DecimalDigits.PowerOfTen(type.Precision) : ulong.MaxValue;

    public bool TryParse(ReadOnlySpan<byte> text, out Int128 value)
    {
        if (text.Length <= 18) return TryParseShort(text, out value);
        if (shape.IsPlain) return TryParsePlain(text, out value);
        Span<byte> room = stackalloc byte[NumberShape.MaxLength];
        value = 0;
        return shape.TryFlatten(text, room, out var plain) && TryParsePlain(plain, out value);
    }

    /// <summary>Everyday amounts, in one pass: all digits fit 64 bits, and so do those that are added for the scale. Groups as <see cref="NumberShape.TryFlatten"/> has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryParseShort(ReadOnlySpan<byte> text, out Int128 value)
    {
        value = 0;
        int at = 0, point = -1, run = 0;
        bool negative = false, grouped = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+') negative = text[at++] == '-';
        int first = at;
        ulong digits = 0;
        for (; at < text.Length; at++)
        {
            byte b = text[at];
            uint digit = (uint)(b - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                run++;
            }
            else if (point >= 0) return false;
            else if (b == shape.Point)
            {
                if (grouped && run != 3) return false;
                point = at;
            }
            else
            {
                if (b != shape.Thousands || run > 3 || run < (grouped ? 2 : 1)) return false;
                (grouped, run) = (true, 0);
            }
        }
        if (text.Length - first == (point < 0 ? 0 : 1) || (point < 0 && grouped && run != 3)) return false;
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        if (decimals != type.Scale || digits >= _limit) return DecimalDigits.TryFit(digits, decimals, negative, type, out value);
        value = negative ? -(long)digits : (long)digits;
        return true;
    }

    private bool TryParsePlain(ReadOnlySpan<byte> text, out Int128 value)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative || text.Length > 0 && text[0] == '+') text = text[1..];
        return TryParseLong(text, negative, out value);
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

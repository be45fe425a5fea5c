using System.Buffers;
using System.Globalization;

namespace DataMigration.Values;

/// <summary>The double nearest to what is written; overflow, NaN and what would vanish into zero are failures.</summary>
internal readonly struct NumberParser(NumberShape shape) : ICellParser<double>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly SearchValues<byte> NonZero = SearchValues.Create("123456789"u8);

    // Powers of ten that a double holds exactly.
    private static ReadOnlySpan<double> Powers =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    public bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        if (shape.IsPlain) return TryParsePlain(text, out value);
        Span<byte> room = stackalloc byte[NumberShape.MaxLength];
        value = 0;
        return shape.TryFlatten(text, room, out var plain) && TryParsePlain(plain, out value);
    }

    private static bool TryParsePlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty) return false;
        bool negative = text[0] == '-';
        int start = negative || text[0] == '+' ? 1 : 0;
        if (text.Length - start is 0 or > 18) return TryParseLong(text, start, out value);
        ulong digits = 0;
        int point = -1;
        for (int i = start; i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9) digits = digits * 10 + digit;
            else if (text[i] == '.' && point < 0) point = i;
            else return TryParseLong(text, start, out value);
        }
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        // Both sides of the division are exact, so its result is the nearest double.
        if (digits > 1UL << 53 || (point >= 0 && text.Length - start == 1)) return TryParseLong(text, start, out value);
        value = digits / Powers[decimals];
        if (negative) value = -value;
        return true;
    }

    private static bool TryParseLong(ReadOnlySpan<byte> text, int start, out double value)
    {
        value = 0;
        // The platform's parser would take the words NaN and Infinity, and zero bytes at the end.
        if (start >= text.Length || text[^1] == 0 || text[start] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'.')) return false;
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value)) return false;
        if (value != 0) return true;
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        return !(exponent < 0 ? text : text[..exponent]).ContainsAny(NonZero);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Text as numbers: <c>Number(text)</c>, <c>parseFloat</c>, <c>parseInt</c>.</summary>
internal static class NumberParsing
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>StringToNumber: the whole text, blanks around it aside; empty is 0, anything else NaN.</summary>
    public static double ToNumber(ReadOnlySpan<char> text)
    {
        text = text[WhiteSpace.Trim(text)];
        if (text.IsEmpty) return 0;
        if (text.Length > 2 && text[0] == '0' && RadixOf(text[1]) is > 0 and var radix) return DigitRun.Length(text[2..], radix) == text.Length - 2 ? DigitRun.Value(text[2..], radix) : double.NaN;
        return DecimalLength(text) == text.Length ? Decimal(text) : double.NaN;
    }

    /// <summary>The same of UTF-8.</summary>
    public static double ToNumber(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= 15 && SmallWhole(utf8) is >= 0 and var whole) return whole;
        return Decoded(utf8, static text => ToNumber(text));
    }

    /// <summary>The same of UTF-8.</summary>
    public static double ParseFloat(ReadOnlySpan<byte> utf8) => SmallDecimal(utf8) is >= 0 and var value ? value : Decoded(utf8, static text => ParseFloat(text));

    /// <summary><c>parseFloat(text)</c>: the longest beginning that is a number.</summary>
    public static double ParseFloat(ReadOnlySpan<char> text)
    {
        text = text[WhiteSpace.Start(text)..];
        int length = DecimalLength(text);
        return length == 0 ? double.NaN : Decimal(text[..length]);
    }

    /// <summary><c>parseInt(text, radix)</c>; 0 for no radix.</summary>
    public static double ParseInt(ReadOnlySpan<char> text, double radix = 0)
    {
        text = text[WhiteSpace.Start(text)..];
        bool negative = text is ['-', ..];
        if (text is ['-' or '+', ..]) text = text[1..];
        int given = Integers.ToInt32(radix);
        if (given is not 0 and (< 2 or > 36)) return double.NaN;
        if (given is 0 or 16 && text is ['0', 'x' or 'X', ..])
        {
            text = text[2..];
            given = 16;
        }
        if (given == 0) given = 10;
        int length = DigitRun.Length(text, given);
        if (length == 0) return double.NaN;
        double value = DigitRun.Value(text[..length], given);
        return negative ? -value : value;
    }

    /// <summary>How long the decimal number is that the text begins with (StrDecimalLiteral); 0 when it begins with none.</summary>
    private static int DecimalLength(ReadOnlySpan<char> text)
    {
        int at = text is ['-' or '+', ..] ? 1 : 0;
        if (text[at..].StartsWith("Infinity")) return at + "Infinity".Length;
        int digits = DigitRun.Length(text[at..], 10);
        at += digits;
        if (at < text.Length && text[at] == '.')
        {
            int places = DigitRun.Length(text[(at + 1)..], 10);
            if (digits + places == 0) return 0;
            at += 1 + places;
        }
        else if (digits == 0) return 0;
        if (at == text.Length || text[at] is not ('e' or 'E')) return at;
        int exponent = at + 1;
        if (exponent < text.Length && text[exponent] is '-' or '+') exponent++;
        int length = DigitRun.Length(text[exponent..], 10);
        return length == 0 ? at : exponent + length;
    }

    private static double Decimal(ReadOnlySpan<char> text) => text[^1] == 'y'
        ? text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
        : double.Parse(text, Style, CultureInfo.InvariantCulture);

    private static int RadixOf(char letter) => letter switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };

    /// <summary>Plain digits, the most common of all; −1 for anything else.</summary>
    private static long SmallWhole(ReadOnlySpan<byte> utf8)
    {
        long value = 0;
        foreach (byte c in utf8)
        {
            if (!char.IsAsciiDigit((char)c)) return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /// <summary>The plain decimal number that the text begins with, of few digits: then the division is the only rounding. −1 for anything else.</summary>
    private static double SmallDecimal(ReadOnlySpan<byte> utf8)
    {
        long value = 0;
        int at = 0, point = -1;
        for (; at < utf8.Length; at++)
        {
            byte c = utf8[at];
            if (c == '.' && point < 0) point = at;
            else if (char.IsAsciiDigit((char)c)) value = value * 10 + (c - '0');
            else break;
            if (at == FieldNumbers.ExactDigits) return -1;
        }
        bool mayGoOn = at < utf8.Length && utf8[at] is (byte)'e' or (byte)'E';
        if (at == 0 || point == 0 || mayGoOn) return -1;
        return point < 0 ? value : value / FieldNumbers.Power(at - point - 1);
    }

    private static double Decoded(ReadOnlySpan<byte> utf8, Func<ReadOnlySpan<char>, double> parse)
    {
        char[]? rented = null;
        Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        double value = parse(text[..Encoding.UTF8.GetChars(utf8, text)]);
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        return value;
    }
}

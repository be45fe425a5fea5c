using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Numbers as text, the way <c>String(x)</c> writes them: the fewest digits that read back as the same number.</summary>
internal static class NumberText
{
    /// <summary>No number's text is longer.</summary>
    public const int MaxLength = 32;

    /// <summary><c>String(x)</c>.</summary>
    public static string Of(double value)
    {
        if ((int)value == value) return ((int)value).ToString(CultureInfo.InvariantCulture);
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Write(value, text)]);
    }

    /// <summary>Writes the same as ASCII.</summary>
    /// <returns>How many characters.</returns>
    public static int Write(double value, Span<byte> to)
    {
        if ((long)value == value && Math.Abs(value) < 1L << 53)
        {
            ((long)value).TryFormat(to, out int length, default, CultureInfo.InvariantCulture);
            return length;
        }
        if (double.IsNaN(value)) return Copy("NaN"u8, to);
        if (value < 0)
        {
            to[0] = (byte)'-';
            return 1 + Write(-value, to[1..]);
        }
        if (double.IsInfinity(value)) return Copy("Infinity"u8, to);
        Span<byte> digits = stackalloc byte[ShortestDigits.MaxLength];
        int count = ShortestDigits.Of(value, digits, out int exponent);
        return exponent is > -6 and <= 21 ? Plain(digits[..count], exponent, to) : Scientific(digits[..count], exponent - 1, to);
    }

    /// <summary>DIGITS × 10^<paramref name="exponent"/> with a point behind the first digit: <c>1.5e-7</c>.</summary>
    public static int Scientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        int at = 0;
        to[at++] = digits[0];
        if (digits.Length > 1)
        {
            to[at++] = (byte)'.';
            at += Copy(digits[1..], to[at..]);
        }
        to[at++] = (byte)'e';
        to[at++] = (byte)(exponent < 0 ? '-' : '+');
        Math.Abs(exponent).TryFormat(to[at..], out int length, default, CultureInfo.InvariantCulture);
        return at + length;
    }

    /// <summary>0.DIGITS × 10^<paramref name="exponent"/> with all its zeros.</summary>
    public static int Plain(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        int at = 0;
        if (exponent <= 0)
        {
            at = Copy("0."u8, to);
            to.Slice(at, -exponent).Fill((byte)'0');
            at -= exponent;
            return at + Copy(digits, to[at..]);
        }
        int whole = Math.Min(exponent, digits.Length);
        at = Copy(digits[..whole], to);
        to[at..exponent].Fill((byte)'0');
        if (whole == digits.Length) return exponent;
        to[at++] = (byte)'.';
        return at + Copy(digits[whole..], to[at..]);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }
}

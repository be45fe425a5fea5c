using System.Globalization;

namespace DataMigration.Mappings;

/// <summary>Writes a number as JavaScript's <c>String(x)</c> does: its shortest digits, without exponent from 0.000001 up to 10²¹.</summary>
internal static class ScriptNumber
{
    /// <summary>The most characters any number needs.</summary>
    public const int MaxLength = 32;

    /// <summary>Writes a finite number.</summary>
    /// <returns>Characters written.</returns>
    public static int Write(double value, Span<char> destination)
    {
        // -0 is written 0; .NET keeps the sign.
        if (value == 0) value = 0;
        value.TryFormat(destination, out int written, "R", CultureInfo.InvariantCulture);
        int letter = destination[..written].IndexOf('E');
        if (letter < 0) return written;
        int exponent = int.Parse(destination[(letter + 1)..written], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int sign = value < 0 ? 1 : 0;
        Span<char> digits = stackalloc char[20];
        int count = 0;
        foreach (char c in destination[sign..letter])
            if (c != '.') digits[count++] = c;
        var rest = destination[sign..];
        return sign + (exponent is < -6 or > 20 ? Scientific(digits[..count], exponent, rest) : exponent < 0 ? Fraction(digits[..count], exponent, rest) : Whole(digits[..count], exponent, rest));
    }

    private static int Scientific(ReadOnlySpan<char> digits, int exponent, Span<char> destination)
    {
        int at = 0;
        destination[at++] = digits[0];
        if (digits.Length > 1)
        {
            destination[at++] = '.';
            digits[1..].CopyTo(destination[at..]);
            at += digits.Length - 1;
        }
        destination[at++] = 'e';
        destination[at++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(destination[at..], out int written, default, CultureInfo.InvariantCulture);
        return at + written;
    }

    private static int Fraction(ReadOnlySpan<char> digits, int exponent, Span<char> destination)
    {
        "0.".CopyTo(destination);
        int at = 1 - exponent;
        destination[2..at].Fill('0');
        digits.CopyTo(destination[at..]);
        return at + digits.Length;
    }

    /// <summary>A number of 16 digits or more before the point may have decimals still: 1234567890123456.5.</summary>
    private static int Whole(ReadOnlySpan<char> digits, int exponent, Span<char> destination)
    {
        int whole = exponent + 1;
        if (digits.Length <= whole)
        {
            digits.CopyTo(destination);
            destination[digits.Length..whole].Fill('0');
            return whole;
        }
        digits[..whole].CopyTo(destination);
        destination[whole] = '.';
        digits[whole..].CopyTo(destination[(whole + 1)..]);
        return digits.Length + 1;
    }
}

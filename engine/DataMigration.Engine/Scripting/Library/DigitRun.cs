using System.Globalization;
using System.Numerics;

namespace DataMigration.Scripting.Library;

/// <summary>Digits of any radix.</summary>
internal static class DigitRun
{
    /// <summary>How many digits the text begins with.</summary>
    public static int Length(ReadOnlySpan<char> text, int radix)
    {
        int length = 0;
        while (length < text.Length && Digit(text[length]) < radix) length++;
        return length;
    }

    // What a part's digits may count for together: one digit more still fits 32 bits, whatever the radix.
    private const uint MostOfPart = uint.MaxValue / 36;

    /// <summary>
    /// The value of digits, at least one; the nearest number where the radix is ten or a power of two, which is all that the standard asks. For the others it allows an approximation; this is
    /// V8's (Node.js, Chrome), to the last bit: digits behind the zeros in front are gathered in parts of 32 bits, and sums are rounded a part at a time.
    /// </summary>
    public static double Value(ReadOnlySpan<char> digits, int radix)
    {
        if (radix == 10) return double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (BitOperations.IsPow2(radix)) return OfBits(digits, BitOperations.Log2((uint)radix));
        double value = 0;
        uint part = 0, factor = 1;
        foreach (char c in digits.TrimStart('0'))
        {
            if (factor * (uint)radix > MostOfPart)
            {
                value = value * factor + part;
                (part, factor) = (0, 1);
            }
            part = part * (uint)radix + (uint)Digit(c);
            factor *= (uint)radix;
        }
        return value * factor + part;
    }

    private static double OfBits(ReadOnlySpan<char> digits, int bits)
    {
        ulong value = 0;
        int dropped = 0;
        bool more = false;
        foreach (char c in digits)
            for (int bit = bits - 1; bit >= 0; bit--)
            {
                ulong next = (ulong)(Digit(c) >> bit) & 1;
                if (value >> 62 == 0) value = value << 1 | next;
                else
                {
                    dropped++;
                    more |= next == 1;
                }
            }
        // The last of 63 bits stands for all behind it: far enough from the 53 that stay for the rounding to be right.
        return Math.ScaleB((long)(value | (more ? 1UL : 0)), dropped);
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => int.MaxValue,
    };
}

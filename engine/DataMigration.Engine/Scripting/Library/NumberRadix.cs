namespace DataMigration.Scripting.Library;

/// <summary><c>x.toString(radix)</c> for other radixes than ten: as many places as tell the number from its neighbours, as V8 writes them.</summary>
internal static class NumberRadix
{
    // The smallest number has 1,074 binary places, the largest 1,024 before the point.
    private const int Before = 1030, Behind = 1100;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Of(double value, double radix)
    {
        double whole = Integers.Truncate(radix);
        if (whole is < 2 or > 36) throw ScriptError.Range("toString() takes a radix from 2 to 36");
        return whole == 10 || !double.IsFinite(value) ? NumberText.Of(value) : Of(value, (int)whole);
    }

    private static string Of(double value, int radix)
    {
        Span<char> text = stackalloc char[Before + Behind];
        double magnitude = Math.Abs(value), whole = Math.Floor(magnitude);
        int end = Fraction(magnitude, radix, text, ref whole), start = Whole(whole, radix, text);
        if (value < 0) text[--start] = '-';
        return new string(text[start..end]);
    }

    /// <summary>Writes the places, until they are nearer than half the way to the next number.</summary>
    private static int Fraction(double magnitude, int radix, Span<char> text, ref double whole)
    {
        double rest = magnitude - whole, distance = Math.Max(0.5 * (Math.BitIncrement(magnitude) - magnitude), double.Epsilon);
        int end = Before;
        if (rest < distance) return end;
        text[end++] = '.';
        do
        {
            rest *= radix;
            distance *= radix;
            int digit = (int)rest;
            text[end++] = Digits[digit];
            rest -= digit;
            bool nearerAbove = rest > 0.5 || (rest == 0.5 && digit % 2 == 1);
            if (nearerAbove && rest + distance > 1) return RoundUp(radix, text, end, ref whole);
        } while (rest >= distance);
        return end;
    }

    private static int RoundUp(int radix, Span<char> text, int end, ref double whole)
    {
        while (--end > Before)
        {
            int digit = Digits.IndexOf(text[end]) + 1;
            if (digit == radix) continue;
            text[end] = Digits[digit];
            return end + 1;
        }
        whole++;
        return Before;
    }

    private static int Whole(double whole, int radix, Span<char> text)
    {
        int start = Before;
        // The last digits of what has more than 53 bits are not known, and the standard leaves them open.
        for (; whole / radix >= 1L << 53; whole /= radix) text[--start] = '0';
        do
        {
            double digit = whole % radix;
            text[--start] = Digits[(int)digit];
            whole = (whole - digit) / radix;
        } while (whole > 0);
        return start;
    }
}

using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Functions.Numbers;

/// <summary>A decimal number of at most 38 digits, exact, with the decimals it was written with.</summary>
/// <param name="Negative">The sign; zero may have one, which is not written.</param>
/// <param name="Digits">Below 10^38.</param>
/// <param name="Scale">How many of the digits stand behind the point, 0 to 38.</param>
internal readonly record struct ExactNumber(bool Negative, UInt128 Digits, int Scale)
{
    /// <summary>For <see cref="IRefusesText.Explain"/>.</summary>
    public const string Expectation = "which is not a number of at most 38 digits";

    private static readonly UInt128 Limit = DecimalDigits.PowerOfTen(DataType.MaxPrecision);

    /// <summary>An optional sign and digits with at most one point; no exponent, no groups.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ExactNumber number)
    {
        number = default;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative || text.Length > 0 && text[0] == '+') text = text[1..];
        UInt128 digits = 0;
        int point = -1, count = 0;
        foreach (byte b in text)
        {
            uint digit = (uint)(b - '0');
            if (digit <= 9)
            {
                if (digits >= Limit / 10) return false;
                digits = digits * 10 + digit;
                count++;
            }
            else if (b == '.' && point < 0) point = count;
            else return false;
        }
        int scale = point < 0 ? 0 : count - point;
        number = new ExactNumber(negative, digits, scale);
        return count > 0 && scale <= DataType.MaxPrecision;
    }

    public static ExactNumber Of(decimal value)
    {
        // A decimal has 29 digits at most.
        bool read = TryParse(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), out var number);
        return read ? number.WithoutZeros() : throw new InvalidOperationException($"{value} is no number.");
    }

    /// <summary>Digits times a power of ten.</summary>
    public static bool TryScale(UInt128 digits, int power, out UInt128 result)
    {
        result = digits;
        if (power == 0 || digits == 0) return true;
        return power <= DataType.MaxPrecision && TryMultiply(digits, DecimalDigits.PowerOfTen(power), out result);
    }

    public static bool TryMultiply(UInt128 a, UInt128 b, out UInt128 product)
    {
        product = 0;
        if (a != 0 && b > (Limit - 1) / a) return false;
        product = a * b;
        return true;
    }

    /// <summary>The same number without zeros at the end of its decimals.</summary>
    public ExactNumber WithoutZeros()
    {
        var (digits, scale) = (Digits, Scale);
        while (scale > 0 && digits % 10 == 0) (digits, scale) = (digits / 10, scale - 1);
        return new ExactNumber(Negative, digits, scale);
    }

    public void Write(TextHeap output)
    {
        Span<byte> digits = stackalloc byte[40];
        Digits.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        var room = output.Reserve(2 * DataType.MaxPrecision + 4);
        int at = 0, whole = count - Scale;
        if (Negative && Digits != 0) room[at++] = (byte)'-';
        if (whole <= 0) room[at++] = (byte)'0';
        for (int i = 0; i < whole; i++) room[at++] = digits[i];
        if (Scale > 0) room[at++] = (byte)'.';
        for (int i = whole; i < 0; i++) room[at++] = (byte)'0';
        for (int i = Math.Max(whole, 0); i < count; i++) room[at++] = digits[i];
        output.Advance(at);
    }
}

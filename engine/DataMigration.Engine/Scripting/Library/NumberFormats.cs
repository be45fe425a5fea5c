using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary><c>toFixed</c>, <c>toPrecision</c>, <c>toExponential</c>.</summary>
internal static class NumberFormats
{
    private const double LargestFixed = 1e21;

    /// <summary><c>x.toFixed(places)</c>.</summary>
    public static string ToFixed(double value, double places)
    {
        int count = Count(places, 0, "toFixed");
        if (!double.IsFinite(value) || Math.Abs(value) >= LargestFixed) return NumberText.Of(value);
        string digits = ExactDecimal.AtPlaces(Math.Abs(value), count).ToString(CultureInfo.InvariantCulture).PadLeft(count + 1, '0');
        string sign = value < 0 ? "-" : "";
        return count == 0 ? sign + digits : string.Concat(sign, digits.AsSpan(0, digits.Length - count), ".", digits.AsSpan(digits.Length - count));
    }

    /// <summary><c>x.toPrecision(digits)</c>; without an argument it is <see cref="NumberText.Of"/>.</summary>
    public static string ToPrecision(double value, double digits)
    {
        if (!double.IsFinite(value)) return NumberText.Of(value);
        int count = Count(digits, 1, "toPrecision");
        if (value == 0) return count == 1 ? "0" : "0." + new string('0', count - 1);
        var found = FirstDigits(value, count, out int exponent);
        Span<byte> text = stackalloc byte[count + 16];
        int length = exponent < -6 || exponent >= count ? NumberText.Scientific(found, exponent, text) : NumberText.Plain(found, exponent + 1, text);
        return Signed(value, text[..length]);
    }

    /// <summary><c>x.toExponential(places)</c>; NaN for no argument: as many digits as the number needs.</summary>
    public static string ToExponential(double value, double? places)
    {
        if (!double.IsFinite(value)) return NumberText.Of(value);
        int count = places is { } given ? Count(given, 0, "toExponential") + 1 : 0;
        Span<byte> text = stackalloc byte[Math.Max(count, ShortestDigits.MaxLength) + 16];
        scoped ReadOnlySpan<byte> digits;
        int exponent = 0;
        Span<byte> shortest = stackalloc byte[ShortestDigits.MaxLength];
        if (value == 0) digits = Encoding.ASCII.GetBytes(new string('0', Math.Max(1, count)));
        else if (count > 0) digits = FirstDigits(value, count, out exponent);
        else
        {
            digits = shortest[..ShortestDigits.Of(Math.Abs(value), shortest, out exponent)];
            exponent--;
        }
        return Signed(value, text[..NumberText.Scientific(digits, exponent, text)]);
    }

    private static byte[] FirstDigits(double value, int count, out int exponent) =>
        Encoding.ASCII.GetBytes(ExactDecimal.FirstDigits(Math.Abs(value), count, out exponent).ToString(CultureInfo.InvariantCulture));

    private static string Signed(double value, ReadOnlySpan<byte> text) => (value < 0 ? "-" : "") + Encoding.ASCII.GetString(text);

    private static int Count(double given, int least, string function)
    {
        double count = Integers.Truncate(given);
        return count >= least && count <= 100 ? (int)count : throw ScriptError.Range($"{function}() takes {least} to 100 digits");
    }
}

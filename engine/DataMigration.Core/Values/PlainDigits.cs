using System.Globalization;

namespace DataMigration.Values;

/// <summary>A double as the shortest decimal that stands for it, without an exponent.</summary>
public static class PlainDigits
{
    /// <summary>Digits, at most one point, and a minus; the value is finite.</summary>
    public static string Of(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        if (e < 0) return text;
        string sign = text[0] == '-' ? "-" : "";
        int exponent = int.Parse(text[(e + 1)..], CultureInfo.InvariantCulture);
        string digits = text[sign.Length..e].Replace(".", "", StringComparison.Ordinal);
        int point = 1 + exponent;
        if (point <= 0) return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? sign + digits.PadRight(point, '0') : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}

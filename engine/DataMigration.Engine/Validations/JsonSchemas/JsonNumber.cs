using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>A JSON number, exact: digits without zeros at their end, times a power of ten.</summary>
internal readonly record struct JsonNumber(BigInteger Digits, int Exponent) : IComparable<JsonNumber>
{
    /// <summary>Longer numbers, and such with wider exponents, are cut to it: nobody means them, and exact work on them could take for ever.</summary>
    private const int Most = 1_000;

    public static JsonNumber Of(JsonElement element)
    {
        string text = element.GetRawText();
        int letter = text.IndexOfAny(['e', 'E']);
        int exponent = letter < 0 ? 0 : (int)Math.Clamp(double.Parse(text.AsSpan(letter + 1), CultureInfo.InvariantCulture), -Most, Most);
        string plain = letter < 0 ? text : text[..letter];
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= plain.Length - point - 1;
            plain = plain.Remove(point, 1);
        }
        string trimmed = plain.TrimEnd('0');
        if (trimmed is "" or "-") return default;
        exponent += plain.Length - trimmed.Length;
        if (trimmed.Length > Most)
        {
            exponent += trimmed.Length - Most;
            trimmed = trimmed[..Most];
        }
        return new JsonNumber(BigInteger.Parse(trimmed, CultureInfo.InvariantCulture), exponent);
    }

    public bool IsInteger => Exponent >= 0;

    public int CompareTo(JsonNumber other)
    {
        int shared = Math.Min(Exponent, other.Exponent);
        return Scaled(shared).CompareTo(other.Scaled(shared));
    }

    public bool IsMultipleOf(JsonNumber other)
    {
        int shared = Math.Min(Exponent, other.Exponent);
        return Scaled(shared) % other.Scaled(shared) == 0;
    }

    private BigInteger Scaled(int exponent) => Digits.IsZero ? Digits : Digits * BigInteger.Pow(10, Exponent - exponent);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digits}E{Exponent}");
}

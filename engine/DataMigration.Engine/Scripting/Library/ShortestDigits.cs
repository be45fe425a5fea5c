using System.Globalization;

namespace DataMigration.Scripting.Library;

/// <summary>The fewest digits that read back as the same number, and where their point stands: the number is 0.DIGITS × 10^<c>Exponent</c>.</summary>
internal static class ShortestDigits
{
    /// <summary>The longest they can be.</summary>
    public const int MaxLength = 17;

    /// <param name="value">Finite and above zero.</param>
    /// <param name="digits">Takes them, without zeros at either end.</param>
    /// <param name="exponent">Where the point stands.</param>
    public static int Of(double value, Span<byte> digits, out int exponent)
    {
        Span<byte> text = stackalloc byte[32];
        // .NET's own shortest form has the same digits in another layout.
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        int count = 0, point = -1, scale = 0;
        for (int i = 0; i < length; i++)
        {
            byte c = text[i];
            if (c == '.') point = count;
            else if (c == 'E')
            {
                scale = int.Parse(text[(i + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else if (count > 0 || c != '0') digits[count++] = c;
            else if (point >= 0) scale--;
        }
        exponent = (point < 0 ? count : point) + scale;
        while (digits[count - 1] == '0') count--;
        return count;
    }
}

using System.Globalization;

namespace DataMigration.Configuration.Syntax;

/// <summary>Numbers as the core schema writes them.</summary>
internal static class Numbers
{
    /// <summary>A whole number (also 0o17 and 0xff), or null when 64 bits cannot hold it.</summary>
    public static long? Integer(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) && hex >= 0 ? hex : null;
        if (text.StartsWith("0o", StringComparison.Ordinal)) return Octal(text.AsSpan(2));
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    private static long? Octal(ReadOnlySpan<char> digits)
    {
        long value = 0;
        foreach (char digit in digits)
        {
            if (value > long.MaxValue >> 3) return null;
            value = (value << 3) + (digit - '0');
        }
        return value;
    }
}

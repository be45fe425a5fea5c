using System.Buffers.Text;

namespace DataMigration.Connectors.Json;

/// <summary>
/// JSON knows one kind of number: 1000, 1000.0 and 1e3 are the same one. Readers of whole and decimal numbers know plain digits only, so these are written out, exactly.
/// </summary>
internal static class PlainNumber
{
    /// <summary>More digits than any type takes; a longer number stays as it is, and its type refuses it.</summary>
    public const int MaxLength = 128;

    /// <summary>Whether the digits need writing out: for whole numbers with any point, for others with an exponent.</summary>
    public static bool Needed(ReadOnlySpan<byte> number, bool whole) => whole ? number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0 : number.IndexOfAny((byte)'e', (byte)'E') >= 0;

    /// <summary>Writes a valid JSON number without exponent and without zeros at the end of its decimals.</summary>
    /// <param name="plain"><see cref="MaxLength"/> bytes.</param>
    /// <returns>False when it would take more.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> number, Span<byte> plain, out int written)
    {
        written = 0;
        int exponentAt = number.IndexOfAny((byte)'e', (byte)'E'), exponent = 0;
        var mantissa = exponentAt < 0 ? number : number[..exponentAt];
        if (exponentAt >= 0 && !TryExponent(number[(exponentAt + 1)..], out exponent)) return false;
        bool negative = mantissa[0] == '-';
        if (negative) mantissa = mantissa[1..];
        int point = mantissa.IndexOf((byte)'.');
        if (point < 0) point = mantissa.Length;
        if (mantissa.Length > MaxLength / 2) return false;

        Span<byte> digits = stackalloc byte[MaxLength];
        int count = 0;
        foreach (byte b in mantissa)
            if (b != '.') digits[count++] = b;
        int whole = point + exponent;
        if (whole is > MaxLength / 2 or < -MaxLength / 4) return false;
        while (count > 0 && count > whole && digits[count - 1] == '0') count--;

        for (; whole > 1 && count > 0 && digits[0] == '0'; whole--, count--) digits = digits[1..];
        if (count == 0) whole = Math.Min(whole, 1);
        if (negative) plain[written++] = (byte)'-';
        if (whole <= 0) plain[written++] = (byte)'0';
        for (int i = 0; i < whole; i++) plain[written++] = i < count ? digits[i] : (byte)'0';
        if (count <= whole || count == 0) return true;
        plain[written++] = (byte)'.';
        for (int i = whole; i < count; i++) plain[written++] = i < 0 ? (byte)'0' : digits[i];
        return true;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        if (text[0] == '+') text = text[1..];
        return Utf8Parser.TryParse(text, out exponent, out int read) && read == text.Length && exponent is > -1000 and < 1000;
    }
}

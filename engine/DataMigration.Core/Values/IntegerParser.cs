namespace DataMigration.Values;

/// <summary>An optional sign and digits, within 64 bits.</summary>
internal readonly struct IntegerParser(NumberShape shape) : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (shape.IsPlain) return TryParsePlain(text, out value);
        Span<byte> room = stackalloc byte[NumberShape.MaxLength];
        value = 0;
        return shape.TryFlatten(text, room, out var plain) && TryParsePlain(plain, out value);
    }

    internal static bool TryParsePlain(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        var digits = negative || text.Length > 0 && text[0] == '+' ? text[1..] : text;
        if (digits.IsEmpty) return false;
        // 19 digits fit 64 bits unsigned, so only leading zeros can make a longer text good.
        if (digits.Length > 19 && (digits = digits.TrimStart((byte)'0')).Length > 19) return false;
        ulong sum = 0;
        foreach (byte b in digits)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9) return false;
            sum = sum * 10 + digit;
        }
        if (sum > (ulong)long.MaxValue + (negative ? 1UL : 0UL)) return false;
        value = negative ? (long)(0 - sum) : (long)sum;
        return true;
    }
}

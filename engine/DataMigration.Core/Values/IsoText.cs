namespace DataMigration.Values;

/// <summary>Reads ISO 8601's extended form, piece by piece.</summary>
internal static class IsoText
{
    public static bool TryTwo(ReadOnlySpan<byte> text, int at, out int value)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        value = (int)(tens * 10 + ones);
        return tens <= 9 && ones <= 9;
    }

    public static bool TryFour(ReadOnlySpan<byte> text, int at, out int value)
    {
        bool digits = TryTwo(text, at, out int high) & TryTwo(text, at + 2, out int low);
        value = high * 100 + low;
        return digits;
    }

    /// <summary>yyyy-MM-dd at the start of at least ten bytes.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, ref CalendarParts parts) =>
        text[7] == '-' && text[4] == '-' && TryFour(text, 0, out parts.Year) && TryTwo(text, 5, out parts.Month) && TryTwo(text, 8, out parts.Day);

    /// <summary>HH:mm[:ss[.f…]] at the start; <paramref name="length"/> says how far it went.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, ref CalendarParts parts, out int length)
    {
        length = 5;
        if (text.Length < 5 || text[2] != ':' || !TryTwo(text, 0, out parts.Hour) || !TryTwo(text, 3, out parts.Minute)) return false;
        if (text.Length < 6 || text[5] != ':') return true;
        if (text.Length < 8 || !TryTwo(text, 6, out parts.Second)) return false;
        length = 8;
        return text.Length < 9 || text[8] != '.' || TryFraction(text, ref parts, ref length);
    }

    private static bool TryFraction(ReadOnlySpan<byte> text, ref CalendarParts parts, ref int length)
    {
        int at = 9, ticks = 0, unit = 1_000_000;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            // Finer than 100 ns there is no room: only zeros can go without loss.
            if (unit == 0 && text[at] != '0') return false;
            ticks += (text[at] - '0') * unit;
            unit /= 10;
        }
        length = at;
        parts.Fraction = ticks;
        return at > 9;
    }

    /// <summary>Z, ±hh, ±hhmm or ±hh:mm, the whole of the text.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> text, ref CalendarParts parts)
    {
        if (text.Length == 1) return text[0] == 'Z';
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || !TryTwo(text, 1, out int hours)) return false;
        int minutes = 0;
        if (text.Length == 6 && text[3] != ':') return false;
        if (text.Length > 3 && (!TryTwo(text, text.Length - 2, out minutes) || minutes > 59)) return false;
        parts.Offset = (hours * 60 + minutes) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>A day and, behind T or a blank, a time; <paramref name="rest"/> is what follows.</summary>
    public static bool TryDateTime(ReadOnlySpan<byte> text, ref CalendarParts parts, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text.Length < 10 || !TryDate(text, ref parts)) return false;
        if (text.Length == 10) return true;
        if (text[10] is not ((byte)'T' or (byte)' ') || !TryTime(text[11..], ref parts, out int length)) return false;
        rest = text[(11 + length)..];
        return true;
    }
}

internal readonly struct IsoDateParser : ICellParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        var parts = default(CalendarParts);
        if (text.Length == 10)
        {
            value = 0;
            return IsoText.TryDate(text, ref parts) && parts.TryDay(out value);
        }
        bool read = IsoText.TryDateTime(text, ref parts, out var rest) && rest.IsEmpty;
        return parts.TryDate(out value) && read;
    }
}

internal readonly struct IsoDateTimeParser : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        var parts = default(CalendarParts);
        value = 0;
        return IsoText.TryDateTime(text, ref parts, out var rest) && rest.IsEmpty && parts.TryDateTime(out value);
    }
}

internal readonly struct IsoOffsetParser : ICellParser<DateTimeOffset>
{
    public bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        var parts = default(CalendarParts);
        value = default;
        if (!IsoText.TryDateTime(text, ref parts, out var rest) || rest.IsEmpty) return false;
        // SQL Server writes a blank before the offset.
        if (rest[0] == ' ' && text[10] == ' ') rest = rest[1..];
        return IsoText.TryOffset(rest, ref parts) && parts.TryDateTimeOffset(out value);
    }
}

internal readonly struct IsoTimeParser : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        var parts = default(CalendarParts);
        value = 0;
        return IsoText.TryTime(text, ref parts, out int length) && length == text.Length && parts.TryTime(out value);
    }
}

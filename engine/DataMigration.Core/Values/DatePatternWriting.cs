namespace DataMigration.Values;

/// <content>Writing in the pattern's form.</content>
public sealed partial class DatePattern
{
    /// <summary>The most bytes that <see cref="Write"/> needs.</summary>
    public int MaxLength => Tokens.Sum(t => t.Part switch { PatternPart.Literal => 1, PatternPart.MonthName => 9, PatternPart.MonthAbbreviation => 3, PatternPart.HalfDay => 2, PatternPart.Offset => 6, _ => t.Maximum });

    /// <summary>Whether the pattern has a place for all of a time: what it leaves out is zero.</summary>
    public bool Keeps(in CalendarParts parts)
    {
        bool hour = false, minute = false, second = false;
        int fraction = 0;
        foreach (var token in Tokens)
        {
            hour |= token.Part is PatternPart.Hour or PatternPart.Hour12;
            minute |= token.Part == PatternPart.Minute;
            second |= token.Part == PatternPart.Second;
            if (token.Part == PatternPart.Fraction) fraction = token.Maximum;
        }
        return (hour || parts.Hour == 0) && (minute || parts.Minute == 0) && (second || parts.Second == 0)
            && parts.Fraction % (int)DecimalDigits.PowerOfTen(7 - fraction) == 0;
    }

    /// <summary>Writes an existing day and time in the pattern's form: single letters without leading zeros, fractions cut to their letters.</summary>
    /// <param name="parts">A day and time that exist.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int Write(in CalendarParts parts, Span<byte> destination)
    {
        int at = 0;
        foreach (var token in Tokens)
        {
            if (token.Part == PatternPart.Literal) destination[at++] = token.Literal;
            else if (token.IsDigits) at += WriteDigits(Digits(parts, token), token.Minimum, destination[at..]);
            else at += WriteWord(parts, token.Part, destination[at..]);
        }
        return at;
    }

    private static int Digits(in CalendarParts parts, PatternToken token) => token.Part switch
    {
        PatternPart.Year => parts.Year,
        PatternPart.ShortYear => parts.Year % 100,
        PatternPart.Month => parts.Month,
        PatternPart.Day => parts.Day,
        PatternPart.Hour => parts.Hour,
        PatternPart.Hour12 => (parts.Hour + 11) % 12 + 1,
        PatternPart.Minute => parts.Minute,
        PatternPart.Second => parts.Second,
        _ => parts.Fraction / (int)DecimalDigits.PowerOfTen(7 - token.Maximum),
    };

    private static int WriteDigits(int value, int minimum, Span<byte> destination)
    {
        int length = minimum;
        while (length < 7 && value >= (int)DecimalDigits.PowerOfTen(length)) length++;
        for (int at = length - 1; at >= 0; at--, value /= 10) destination[at] = (byte)('0' + value % 10);
        return length;
    }

    private static int WriteWord(in CalendarParts parts, PatternPart part, Span<byte> destination)
    {
        ReadOnlySpan<byte> word = part == PatternPart.HalfDay ? parts.Hour < 12 ? "AM"u8 : "PM"u8 : default;
        if (part == PatternPart.MonthName) word = Months[parts.Month - 1];
        else if (part == PatternPart.MonthAbbreviation) word = Months[parts.Month - 1].AsSpan(0, 3);
        else if (part == PatternPart.Offset)
        {
            destination[0] = parts.Offset < 0 ? (byte)'-' : (byte)'+';
            DateWriter.Two(Math.Abs(parts.Offset) / 60, destination[1..]);
            destination[3] = (byte)':';
            DateWriter.Two(Math.Abs(parts.Offset) % 60, destination[4..]);
            return 6;
        }
        word.CopyTo(destination);
        return word.Length;
    }
}

using System.Text;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// A date and time pattern, compiled. Month names are English, in any case; <c>yy</c> means 1950 to 2049; <c>M d H h m s</c> take one digit or
/// two, doubled letters exactly two; <c>f</c> takes as many digits as it is long; <c>zzz</c> takes Z or ±hh:mm.
/// </summary>
public sealed partial class DatePattern
{
    private static readonly byte[][] Months =
        [.. "January February March April May June July August September October November December".Split(' ').Select(Encoding.ASCII.GetBytes)];

    private DatePattern(PatternToken[] tokens) => Tokens = tokens;

    internal PatternToken[] Tokens { get; }

    /// <summary>Whether it has hours.</summary>
    public bool HasTime => Array.Exists(Tokens, t => t.Part is PatternPart.Hour or PatternPart.Hour12);

    /// <summary>Whether it has an offset.</summary>
    public bool HasOffset => Array.Exists(Tokens, t => t.Part == PatternPart.Offset);

    /// <summary>Whether its year has two digits.</summary>
    public bool HasShortYear => Array.Exists(Tokens, t => t.Part == PatternPart.ShortYear);

    /// <summary>The most bytes that <see cref="Write"/> needs.</summary>
    public int MaxLength => Tokens.Sum(t => t.Part switch { PatternPart.Literal => 1, PatternPart.MonthName => 9, PatternPart.MonthAbbreviation => 3, PatternPart.HalfDay => 2, PatternPart.Offset => 6, _ => t.Maximum });

    /// <summary>Compiles a pattern for a kind of value.</summary>
    /// <param name="pattern">As the author wrote it.</param>
    /// <param name="kind">Date, datetime, datetime_offset or time.</param>
    /// <param name="error">What is wrong with it, lower case without full stop.</param>
    public static DatePattern? Parse(string pattern, DataKind kind, out string? error)
    {
        var tokens = new List<PatternToken>();
        error = PatternScanner.Scan(pattern, tokens) ?? PatternScanner.Judge(pattern, tokens, kind);
        return error is null ? new DatePattern([.. tokens]) : null;
    }

    /// <summary>Whether a text has the pattern's form. Whether such a day exists is for <see cref="CalendarParts"/> to say.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, out CalendarParts parts)
    {
        parts = default;
        int at = 0;
        bool afternoon = false, half = false;
        foreach (var token in Tokens)
        {
            if (token.Part == PatternPart.Literal)
            {
                if (at >= text.Length || text[at++] != token.Literal) return false;
            }
            else if (token.IsDigits)
            {
                if (!TryDigits(text, ref at, token, out int value)) return false;
                Store(ref parts, token, value);
                if (token.Part == PatternPart.Hour12)
                {
                    if (value is < 1 or > 12) return false;
                    half = true;
                }
            }
            else if (token.Part == PatternPart.HalfDay)
            {
                if (text.Length - at < 2 || (text[at + 1] | 0x20) != 'm') return false;
                afternoon = (text[at] | 0x20) == 'p';
                if (!afternoon && (text[at] | 0x20) != 'a') return false;
                at += 2;
            }
            else if (token.Part == PatternPart.Offset)
            {
                int length = at < text.Length && text[at] == 'Z' ? 1 : 6;
                if (text.Length - at < length || !IsoText.TryOffset(text.Slice(at, length), ref parts)) return false;
                at += length;
            }
            else if (!TryMonth(text, ref at, token.Part, out parts.Month)) return false;
        }
        if (half) parts.Hour = parts.Hour % 12 + (afternoon ? 12 : 0);
        return at == text.Length;
    }

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

    private static bool TryDigits(ReadOnlySpan<byte> text, ref int at, PatternToken token, out int value)
    {
        int start = at, end = Math.Min(text.Length, at + token.Maximum);
        value = 0;
        for (; at < end; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit > 9) break;
            value = value * 10 + (int)digit;
        }
        return at - start >= token.Minimum;
    }

    private static void Store(ref CalendarParts parts, PatternToken token, int value)
    {
        switch (token.Part)
        {
            case PatternPart.Year: parts.Year = value; break;
            case PatternPart.ShortYear: parts.Year = value < 50 ? 2000 + value : 1900 + value; break;
            case PatternPart.Month: parts.Month = value; break;
            case PatternPart.Day: parts.Day = value; break;
            case PatternPart.Hour or PatternPart.Hour12: parts.Hour = value; break;
            case PatternPart.Minute: parts.Minute = value; break;
            case PatternPart.Second: parts.Second = value; break;
            default:
                for (int i = token.Maximum; i < 7; i++) value *= 10;
                parts.Fraction = value;
                break;
        }
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, ref int at, PatternPart part, out int month)
    {
        for (month = 1; month <= Months.Length; month++)
        {
            ReadOnlySpan<byte> name = part == PatternPart.MonthName ? Months[month - 1] : Months[month - 1].AsSpan(0, 3);
            if (text.Length - at < name.Length || !Ascii.EqualsIgnoreCase(text.Slice(at, name.Length), name)) continue;
            at += name.Length;
            return true;
        }
        return false;
    }
}

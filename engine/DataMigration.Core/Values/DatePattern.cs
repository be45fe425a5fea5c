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

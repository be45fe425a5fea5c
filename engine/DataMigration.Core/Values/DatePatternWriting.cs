using System.Buffers.Text;

namespace DataMigration.Values;

internal sealed partial class DatePattern
{
    /// <summary>The most bytes that a value takes: no part is longer than the longest month's name.</summary>
    public int MaxLength => Tokens.Length * 10;

    /// <summary>Writes a day and time; what the pattern leaves out is left out.</summary>
    /// <param name="ticks">Since midnight of 1 January of year 1.</param>
    /// <param name="moment">For the offset alone.</param>
    public int Write(long ticks, DateTimeOffset moment, Span<byte> destination)
    {
        var value = new DateTime(ticks);
        int at = 0;
        foreach (var token in Tokens)
        {
            var room = destination[at..];
            at += token.Part switch
            {
                PatternPart.Literal => One(token.Literal, room),
                PatternPart.Year => Digits(value.Year, 4, room),
                PatternPart.ShortYear => Digits(value.Year % 100, 2, room),
                PatternPart.Month => Digits(value.Month, token.Minimum, room),
                PatternPart.MonthName => Copy(Months[value.Month - 1], room),
                PatternPart.MonthAbbreviation => Copy(Months[value.Month - 1].AsSpan(0, 3), room),
                PatternPart.Day => Digits(value.Day, token.Minimum, room),
                PatternPart.Hour => Digits(value.Hour, token.Minimum, room),
                PatternPart.Hour12 => Digits(((value.Hour + 11) % 12) + 1, token.Minimum, room),
                PatternPart.Minute => Digits(value.Minute, token.Minimum, room),
                PatternPart.Second => Digits(value.Second, token.Minimum, room),
                PatternPart.Fraction => Fraction((int)(ticks % TimeSpan.TicksPerSecond), token.Maximum, room),
                PatternPart.HalfDay => Copy(value.Hour < 12 ? "AM"u8 : "PM"u8, room),
                _ => Offset(moment.TotalOffsetMinutes, room),
            };
        }
        return at;
    }

    private static int One(byte literal, Span<byte> room)
    {
        room[0] = literal;
        return 1;
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> room)
    {
        text.CopyTo(room);
        return text.Length;
    }

    private static int Digits(int value, int least, Span<byte> room)
    {
        Utf8Formatter.TryFormat(value, room, out int written, new('D', (byte)least));
        return written;
    }

    /// <summary>So many digits of the seven there are; the others are left out.</summary>
    private static int Fraction(int ticks, int digits, Span<byte> room)
    {
        for (int i = digits; i < 7; i++) ticks /= 10;
        return Digits(ticks, digits, room);
    }

    private static int Offset(int minutes, Span<byte> room)
    {
        room[0] = minutes < 0 ? (byte)'-' : (byte)'+';
        minutes = Math.Abs(minutes);
        DateWriter.Two(minutes / 60, room[1..]);
        room[3] = (byte)':';
        DateWriter.Two(minutes % 60, room[4..]);
        return 6;
    }
}

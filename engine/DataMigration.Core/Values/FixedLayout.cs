namespace DataMigration.Values;

/// <summary>Where the digits of a day stand when its pattern has one length only (MM/dd/yyyy, yyyyMMdd): the path of nearly every legacy date.</summary>
internal sealed record FixedLayout(int Length, int Year, int Month, int Day, (int At, byte Byte)[] Literals)
{
    /// <summary>The layout of a pattern of yyyy, MM, dd and literals; null for any other.</summary>
    public static FixedLayout? Of(DatePattern pattern)
    {
        int at = 0, year = -1, month = -1, day = -1;
        var literals = new List<(int, byte)>();
        foreach (var token in pattern.Tokens)
        {
            switch (token)
            {
                case { Part: PatternPart.Literal }: literals.Add((at, token.Literal)); break;
                case { Part: PatternPart.Year }: year = at; break;
                case { Part: PatternPart.Month, Minimum: 2 }: month = at; break;
                case { Part: PatternPart.Day, Minimum: 2 }: day = at; break;
                default: return null;
            }
            at += Math.Max(token.Maximum, (byte)1);
        }
        return new FixedLayout(at, year, month, day, [.. literals]);
    }
}

internal readonly struct FixedLayoutDateParser(FixedLayout layout) : ICellParser<int>
{
    private readonly int _length = layout.Length;
    private readonly int _year = layout.Year;
    private readonly int _month = layout.Month;
    private readonly int _day = layout.Day;
    private readonly (int At, byte Byte)[] _literals = layout.Literals;

    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length != _length) return false;
        foreach (var (at, literal) in _literals)
            if (text[at] != literal) return false;
        return IsoText.TryFour(text, _year, out int year) && IsoText.TryTwo(text, _month, out int month)
            && IsoText.TryTwo(text, _day, out int day) && CalendarParts.TryDay(year, month, day, out value);
    }
}

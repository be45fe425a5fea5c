namespace DataMigration.Values;

internal readonly struct PatternDateParser(DatePattern pattern) : ICellParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return pattern.TryMatch(text, out var parts) && parts.TryDate(out value);
    }
}

internal readonly struct PatternDateTimeParser(DatePattern pattern) : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return pattern.TryMatch(text, out var parts) && parts.TryDateTime(out value);
    }
}

internal readonly struct PatternOffsetParser(DatePattern pattern) : ICellParser<DateTimeOffset>
{
    public bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        return pattern.TryMatch(text, out var parts) && parts.TryDateTimeOffset(out value);
    }
}

internal readonly struct PatternTimeParser(DatePattern pattern) : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return pattern.TryMatch(text, out var parts) && parts.TryTime(out value);
    }
}

namespace DataMigration.Values;

internal readonly struct PatternDateWriter(DatePattern pattern) : ICellWriter<int>
{
    public int MaxLength => pattern.MaxLength;

    public int Write(int value, Span<byte> destination) => pattern.Write(CalendarParts.Of(value * TimeSpan.TicksPerDay), destination);
}

/// <summary>Also for times: ticks since midnight.</summary>
internal readonly struct PatternDateTimeWriter(DatePattern pattern) : ICellWriter<long>
{
    public int MaxLength => pattern.MaxLength;

    public int Write(long value, Span<byte> destination) => pattern.Write(CalendarParts.Of(value), destination);
}

internal readonly struct PatternOffsetWriter(DatePattern pattern) : ICellWriter<DateTimeOffset>
{
    public int MaxLength => pattern.MaxLength;

    public int Write(DateTimeOffset value, Span<byte> destination) => pattern.Write(CalendarParts.Of(value.Ticks, value.TotalOffsetMinutes), destination);
}

internal readonly struct WordWriter(byte[] yes, byte[] no) : ICellWriter<bool>
{
    public int MaxLength => Math.Max(yes.Length, no.Length);

    public int Write(bool value, Span<byte> destination)
    {
        byte[] word = value ? yes : no;
        word.CopyTo(destination);
        return word.Length;
    }
}

/// <summary>Another decimal point than the canonical one.</summary>
internal readonly struct PointWriter<T, TWriter>(TWriter writer, char point) : ICellWriter<T> where TWriter : struct, ICellWriter<T>
{
    public int MaxLength => writer.MaxLength;

    public int Write(T value, Span<byte> destination)
    {
        int written = writer.Write(value, destination);
        int at = destination[..written].IndexOf((byte)'.');
        if (at >= 0) destination[at] = (byte)point;
        return written;
    }
}

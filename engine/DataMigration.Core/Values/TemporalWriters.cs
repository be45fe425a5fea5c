namespace DataMigration.Values;

internal readonly struct DateWriter : ICellWriter<int>
{
    public int MaxLength => 10;

    public int Write(int value, Span<byte> destination)
    {
        DateOnly.FromDayNumber(value).Deconstruct(out int year, out int month, out int day);
        Two(year / 100, destination);
        Two(year % 100, destination[2..]);
        destination[4] = destination[7] = (byte)'-';
        Two(month, destination[5..]);
        Two(day, destination[8..]);
        return 10;
    }

    internal static void Two(int value, Span<byte> destination)
    {
        destination[1] = (byte)('0' + value % 10);
        destination[0] = (byte)('0' + value / 10);
    }
}

internal readonly struct TimeWriter : ICellWriter<long>
{
    public int MaxLength => 16;

    public int Write(long value, Span<byte> destination)
    {
        int seconds = (int)(value / TimeSpan.TicksPerSecond), fraction = (int)(value % TimeSpan.TicksPerSecond);
        DateWriter.Two(seconds / 3600, destination);
        DateWriter.Two(seconds / 60 % 60, destination[3..]);
        DateWriter.Two(seconds % 60, destination[6..]);
        destination[2] = destination[5] = (byte)':';
        if (fraction == 0) return 8;
        destination[8] = (byte)'.';
        int length = 16;
        for (int at = 15; at > 8; at--)
        {
            destination[at] = (byte)('0' + fraction % 10);
            fraction /= 10;
            if (at == length - 1 && destination[at] == '0') length--;
        }
        return length;
    }
}

internal readonly struct DateTimeWriter : ICellWriter<long>
{
    public int MaxLength => 27;

    public int Write(long value, Span<byte> destination)
    {
        default(DateWriter).Write((int)(value / TimeSpan.TicksPerDay), destination);
        destination[10] = (byte)'T';
        return 11 + default(TimeWriter).Write(value % TimeSpan.TicksPerDay, destination[11..]);
    }
}

internal readonly struct DateTimeOffsetWriter : ICellWriter<DateTimeOffset>
{
    public int MaxLength => 33;

    public int Write(DateTimeOffset value, Span<byte> destination)
    {
        int at = default(DateTimeWriter).Write(value.Ticks, destination), minutes = value.TotalOffsetMinutes;
        destination[at] = minutes < 0 ? (byte)'-' : (byte)'+';
        minutes = Math.Abs(minutes);
        DateWriter.Two(minutes / 60, destination[(at + 1)..]);
        destination[at + 3] = (byte)':';
        DateWriter.Two(minutes % 60, destination[(at + 4)..]);
        return at + 6;
    }
}

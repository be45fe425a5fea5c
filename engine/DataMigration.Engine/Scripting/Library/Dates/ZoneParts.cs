namespace DataMigration.Scripting.Library.Dates;

/// <summary>The distance from UTC.</summary>
internal struct ZoneParts
{
    public ZoneParts() { }

    public int? Sign { get; set; }

    public int? Hour { get; set; }

    public int? Minute { get; set; }

    public readonly bool IsUtc => Hour == 0 && Minute == 0;

    /// <summary>Whether a number can be its minutes.</summary>
    public readonly bool Expects(int number) => Hour is not null && Minute is null && TimeParts.IsMinute(number);

    public void Set(int hours)
    {
        Sign = hours < 0 ? -1 : 1;
        Hour = Math.Abs(hours);
        Minute = 0;
    }

    /// <summary>In milliseconds; without a sign it is UTC. Null when there are more seconds than V8's small numbers hold, which it counts in 32 bits.</summary>
    public readonly double? Value()
    {
        uint seconds = unchecked((uint)(Hour ?? 0) * 3600 + (uint)(Minute ?? 0) * 60);
        return seconds <= int.MaxValue ? (Sign ?? 0) * seconds * DateNumbers.Second : null;
    }
}

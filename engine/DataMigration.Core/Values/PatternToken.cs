namespace DataMigration.Values;

/// <summary>What a piece of a date pattern stands for.</summary>
internal enum PatternPart : byte
{
    Literal,
    Year,
    ShortYear,
    Month,
    MonthName,
    MonthAbbreviation,
    Day,
    Hour,
    Hour12,
    Minute,
    Second,
    Fraction,
    HalfDay,
    Offset,
}

/// <summary>One piece of a compiled pattern.</summary>
/// <param name="Part">What it stands for.</param>
/// <param name="Minimum">The least number of digits; 0 where it is not digits.</param>
/// <param name="Maximum">The greatest number of digits.</param>
/// <param name="Literal">The byte that must stand there.</param>
internal readonly record struct PatternToken(PatternPart Part, byte Minimum, byte Maximum, byte Literal = 0)
{
    public bool IsDigits => Maximum > 0;

    /// <summary>The token that a run of a pattern letter stands for, or null when there is none.</summary>
    public static PatternToken? Of(char letter, int count) => (letter, count) switch
    {
        ('y', 4) => new(PatternPart.Year, 4, 4),
        ('y', 2) => new(PatternPart.ShortYear, 2, 2),
        ('M', 4) => new(PatternPart.MonthName, 0, 0),
        ('M', 3) => new(PatternPart.MonthAbbreviation, 0, 0),
        ('M', 1 or 2) => new(PatternPart.Month, (byte)count, 2),
        ('d', 1 or 2) => new(PatternPart.Day, (byte)count, 2),
        ('H', 1 or 2) => new(PatternPart.Hour, (byte)count, 2),
        ('h', 1 or 2) => new(PatternPart.Hour12, (byte)count, 2),
        ('m', 1 or 2) => new(PatternPart.Minute, (byte)count, 2),
        ('s', 1 or 2) => new(PatternPart.Second, (byte)count, 2),
        ('f', >= 1 and <= 7) => new(PatternPart.Fraction, (byte)count, (byte)count),
        ('t', 2) => new(PatternPart.HalfDay, 0, 0),
        ('z', 3) => new(PatternPart.Offset, 0, 0),
        _ => null,
    };
}

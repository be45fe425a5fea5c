namespace DataMigration.Values;

/// <summary>The numbers of a date and time as they were read, and the exact judgement of whether they exist.</summary>
public struct CalendarParts
{
    /// <summary>1 to 9999 where it exists.</summary>
    public int Year;

    /// <summary>1 to 12 where it exists.</summary>
    public int Month;

    /// <summary>1 to 31 where it exists.</summary>
    public int Day;

    /// <summary>0 to 23 where it exists.</summary>
    public int Hour;

    /// <summary>0 to 59 where it exists.</summary>
    public int Minute;

    /// <summary>0 to 59 where it exists.</summary>
    public int Second;

    /// <summary>100 ns.</summary>
    public int Fraction;

    /// <summary>Minutes east of Greenwich.</summary>
    public int Offset;

    /// <summary>The parts of an existing day and time.</summary>
    /// <param name="ticks">Since midnight of 1 January of year 1.</param>
    /// <param name="offset">Minutes east of Greenwich.</param>
    public static CalendarParts Of(long ticks, int offset = 0)
    {
        var value = new DateTime(ticks);
        return new CalendarParts
        {
            Year = value.Year, Month = value.Month, Day = value.Day, Hour = value.Hour, Minute = value.Minute, Second = value.Second,
            Fraction = (int)(ticks % TimeSpan.TicksPerSecond), Offset = offset,
        };
    }

    private static ReadOnlySpan<short> DaysBefore => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>The day number (0 = 1 January of year 1), when that day exists.</summary>
    public readonly bool TryDay(out int day) => TryDay(Year, Month, Day, out day);

    /// <summary>The day number of a day, when it exists.</summary>
    public static bool TryDay(int year, int month, int dayOfMonth, out int day)
    {
        day = 0;
        if ((uint)(year - 1) > 9998 || (uint)(month - 1) > 11 || dayOfMonth < 1) return false;
        int leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0;
        int before = DaysBefore[month - 1], length = DaysBefore[month] - before;
        if (dayOfMonth > (month == 2 ? length + leap : length)) return false;
        int past = year - 1;
        day = past * 365 + past / 4 - past / 100 + past / 400 + before + (month > 2 ? leap : 0) + dayOfMonth - 1;
        return true;
    }

    /// <summary>The ticks since midnight, when that time exists; 24:00 and leap seconds do not.</summary>
    public readonly bool TryTime(out long ticks)
    {
        ticks = ((Hour * 60L + Minute) * 60 + Second) * TimeSpan.TicksPerSecond + Fraction;
        return (uint)Hour < 24 && (uint)Minute < 60 && (uint)Second < 60;
    }

    /// <summary>The day, when its time is midnight: a date has no room for another.</summary>
    public readonly bool TryDate(out int day) => TryDay(out day) & TryTime(out long ticks) && ticks == 0;

    /// <summary>The ticks since midnight of 1 January of year 1, when that day and time exist.</summary>
    public readonly bool TryDateTime(out long ticks)
    {
        bool exists = TryDay(out int day) & TryTime(out ticks);
        ticks += day * TimeSpan.TicksPerDay;
        return exists;
    }

    /// <summary>The moment with its offset, when it lies in years 1 to 9999 here and at Greenwich.</summary>
    public readonly bool TryDateTimeOffset(out DateTimeOffset value)
    {
        value = default;
        if (!TryDateTime(out long ticks) || Offset is < -14 * 60 or > 14 * 60) return false;
        long utc = ticks - Offset * TimeSpan.TicksPerMinute;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(ticks, new TimeSpan(Offset * TimeSpan.TicksPerMinute));
        return true;
    }

    /// <summary>Reads ISO 8601's extended form: yyyy-MM-dd, with <c>T</c> or blank HH:mm[:ss[.f…]], with Z, ±hh, ±hhmm or ±hh:mm behind a time.
    /// Whether day and time exist is for the other methods to say.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="parts">What was read.</param>
    /// <param name="hasTime">Whether a time stands behind the day.</param>
    /// <param name="hasOffset">Whether an offset stands behind the time.</param>
    public static bool TryReadIso(ReadOnlySpan<byte> text, out CalendarParts parts, out bool hasTime, out bool hasOffset)
    {
        parts = default;
        hasTime = text.Length > 10;
        hasOffset = false;
        if (!IsoText.TryDateTime(text, ref parts, out var rest)) return false;
        if (rest.IsEmpty) return true;
        hasOffset = true;
        if (rest[0] == ' ' && text[10] == ' ') rest = rest[1..];
        return IsoText.TryOffset(rest, ref parts);
    }
}

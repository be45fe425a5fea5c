namespace DataMigration.Scripting.Library.Dates;

/// <summary>Times as the language keeps them: milliseconds since 1970, NaN for none. The local time zone of scripts is UTC.</summary>
internal static class DateNumbers
{
    public const double Day = 86_400_000, Hour = 3_600_000, Minute = 60_000, Second = 1000;

    private const double Largest = 8.64e15;

    /// <summary>What a Date can hold: whole milliseconds within 100 million days, else NaN (TimeClip).</summary>
    public static double Clip(double time) => Math.Abs(time) <= Largest ? Integers.Truncate(time) : double.NaN;

    /// <summary>The days from 1970 to a day given by parts, which may lie outside their ranges (MakeDay).</summary>
    public static double MakeDay(double year, double month, double day)
    {
        if (!double.IsFinite(year) || !double.IsFinite(month) || !double.IsFinite(day)) return double.NaN;
        double wholeMonth = Integers.Truncate(month), months = Math.Floor(wholeMonth / 12);
        double wholeYear = Integers.Truncate(year) + months;
        if (Math.Abs(wholeYear) > 400_000) return double.NaN;
        return DaysTo((int)wholeYear, (int)(wholeMonth - months * 12)) + Integers.Truncate(day) - 1;
    }

    /// <summary>MakeTime.</summary>
    public static double MakeTime(double hour, double minute, double second, double millisecond)
    {
        double time = Integers.Truncate(hour) * Hour + Integers.Truncate(minute) * Minute + Integers.Truncate(second) * Second + Integers.Truncate(millisecond);
        return double.IsFinite(hour + minute + second + millisecond) ? time : double.NaN;
    }

    /// <summary>MakeDate.</summary>
    public static double MakeDate(double day, double time) => day * Day + time is var made && double.IsFinite(made) ? made : double.NaN;

    /// <summary><c>new Date(year, month, …)</c> and <c>Date.UTC(…)</c>.</summary>
    /// <param name="parts">Year, month, day, hours, minutes, seconds, milliseconds; as many as were given.</param>
    public static double Of(ReadOnlySpan<double> parts)
    {
        if (parts.IsEmpty) return double.NaN;
        double Part(ReadOnlySpan<double> given, int index, double otherwise) => index < given.Length ? given[index] : otherwise;
        double day = MakeDay(FullYear(parts[0]), Part(parts, 1, 0), Part(parts, 2, 1));
        return Clip(MakeDate(day, MakeTime(Part(parts, 3, 0), Part(parts, 4, 0), Part(parts, 5, 0), Part(parts, 6, 0))));
    }

    /// <summary>Years 0 to 99 are those of the twentieth century.</summary>
    public static double FullYear(double year) => Math.Truncate(year) is >= 0 and <= 99 and var two ? 1900 + two : year;

    /// <summary>The days from 1970 to the first of a month (0 to 11) of the Gregorian calendar.</summary>
    private static double DaysTo(int year, int month)
    {
        // Years that begin in March end with the leap day.
        int shifted = month < 2 ? year - 1 : year, since = (month + 10) % 12;
        int era = (int)Math.Floor(shifted / 400.0), ofEra = shifted - era * 400;
        int dayOfYear = (153 * since + 2) / 5, dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear;
        return era * 146_097.0 + dayOfEra - 719_468;
    }
}

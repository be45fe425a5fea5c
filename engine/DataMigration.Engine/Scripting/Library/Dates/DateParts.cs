namespace DataMigration.Scripting.Library.Dates;

/// <summary>A time taken apart: what <c>getFullYear</c> and the others return. Of a time that is not NaN.</summary>
internal readonly struct DateParts
{
    public DateParts(double time)
    {
        double days = Math.Floor(time / DateNumbers.Day);
        int ofDay = (int)(time - days * DateNumbers.Day);
        Weekday = (int)(((days + 4) % 7 + 7) % 7);
        Hour = ofDay / (int)DateNumbers.Hour;
        Minute = ofDay / (int)DateNumbers.Minute % 60;
        Second = ofDay / 1000 % 60;
        Millisecond = ofDay % 1000;
        // Counted from 1 March of the year 0, in cycles of 400 years.
        long since = (long)days + 719_468;
        long era = (long)Math.Floor(since / 146_097.0);
        int ofEra = (int)(since - era * 146_097), year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int dayOfYear = ofEra - (365 * year + year / 4 - year / 100), month = (5 * dayOfYear + 2) / 153;
        Date = dayOfYear - (153 * month + 2) / 5 + 1;
        Month = (month + 2) % 12;
        Year = (int)(era * 400) + year + (Month < 2 ? 1 : 0);
    }

    public int Year { get; }

    /// <summary>From 0.</summary>
    public int Month { get; }

    /// <summary>The day of the month, from 1.</summary>
    public int Date { get; }

    /// <summary>From 0 for Sunday.</summary>
    public int Weekday { get; }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public int Millisecond { get; }
}

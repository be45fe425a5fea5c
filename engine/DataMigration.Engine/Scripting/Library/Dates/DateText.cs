using System.Globalization;

namespace DataMigration.Scripting.Library.Dates;

/// <summary>Times as text.</summary>
internal static class DateText
{
    private static readonly string[] Weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary><c>toISOString()</c>.</summary>
    public static string ToIso(double time)
    {
        if (double.IsNaN(time)) throw ScriptError.Range("an invalid date has no ISO form");
        var p = new DateParts(time);
        string year = p.Year is >= 0 and <= 9999 ? Digits(p.Year, 4) : (p.Year < 0 ? "-" : "+") + Digits(Math.Abs(p.Year), 6);
        return $"{year}-{Digits(p.Month + 1)}-{Digits(p.Date)}T{Time(p)}.{Digits(p.Millisecond, 3)}Z";
    }

    /// <summary><c>toJSON()</c>: null for an invalid date.</summary>
    public static string? ToJson(double time) => double.IsNaN(time) ? null : ToIso(time);

    /// <summary><c>toString()</c>.</summary>
    public static string ToText(double time) => double.IsNaN(time) ? Invalid : $"{ToDateText(time)} {ToTimeText(time)}";

    /// <summary><c>toDateString()</c>.</summary>
    public static string ToDateText(double time)
    {
        if (double.IsNaN(time)) return Invalid;
        var p = new DateParts(time);
        return $"{Weekdays[p.Weekday]} {Months[p.Month]} {Digits(p.Date)} {Year(p)}";
    }

    /// <summary><c>toTimeString()</c>.</summary>
    public static string ToTimeText(double time) => double.IsNaN(time) ? Invalid : $"{Time(new DateParts(time))} GMT+0000 (Coordinated Universal Time)";

    /// <summary><c>toUTCString()</c>.</summary>
    public static string ToUtcText(double time)
    {
        if (double.IsNaN(time)) return Invalid;
        var p = new DateParts(time);
        return $"{Weekdays[p.Weekday]}, {Digits(p.Date)} {Months[p.Month]} {Year(p)} {Time(p)} GMT";
    }

    private const string Invalid = "Invalid Date";

    private static string Time(in DateParts p) => $"{Digits(p.Hour)}:{Digits(p.Minute)}:{Digits(p.Second)}";

    private static string Year(in DateParts p) => p.Year < 0 ? "-" + Digits(-p.Year, 4) : Digits(p.Year, 4);

    private static string Digits(int value, int count = 2) => value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
}

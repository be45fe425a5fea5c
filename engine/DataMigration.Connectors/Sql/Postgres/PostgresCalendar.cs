using System.Globalization;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Texts of dates that no column of ours holds, as the server writes them.</summary>
internal static class PostgresCalendar
{
    /// <param name="days">Since 2000-01-01.</param>
    public static string Day(int days) => days switch
    {
        int.MaxValue => "infinity",
        int.MinValue => "-infinity",
        _ => Day((long)days),
    };

    /// <param name="microseconds">Since 2000-01-01 00:00.</param>
    public static string Moment(long microseconds)
    {
        if (microseconds == long.MaxValue) return "infinity";
        if (microseconds == long.MinValue) return "-infinity";
        long days = Math.DivRem(microseconds, 86_400_000_000, out long rest);
        if (rest < 0) (days, rest) = (days - 1, rest + 86_400_000_000);
        string day = Day(days), time = new TimeOnly(rest * 10).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        return day.EndsWith(" BC", StringComparison.Ordinal) ? $"{day[..^3]} {time} BC" : $"{day} {time}";
    }

    /// <summary>Howard Hinnant's civil_from_days (https://howardhinnant.github.io/date_algorithms.html), which has no first or last year.</summary>
    private static string Day(long days)
    {
        long shifted = days + 10957 + 719468;
        long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
        long dayOfEra = shifted - (era * 146097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long month = ((5 * dayOfYear) + 2) / 153, day = dayOfYear - (((153 * month) + 2) / 5) + 1;
        month += month < 10 ? 3 : -9;
        long year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{(year > 0 ? year : 1 - year):0000}-{month:00}-{day:00}{(year > 0 ? "" : " BC")}");
    }
}

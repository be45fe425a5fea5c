using System.Globalization;

namespace DataMigration.Cli.Output;

/// <summary>Numbers for people.</summary>
internal static class Amount
{
    /// <summary><c>12,345</c></summary>
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 error</c>, <c>2 errors</c></summary>
    public static string Of(long count, string noun) => $"{Of(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary><c>512 bytes</c>, <c>3.4 MB</c></summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => Of(bytes, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    /// <summary><c>0.31 s</c>, <c>12.4 s</c>, <c>3 min 05 s</c>, <c>2 h 05 min</c></summary>
    public static string Of(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary><c>61,000 rows/s</c>, to three digits: more would flicker and mean nothing.</summary>
    public static string Rate(long rows, TimeSpan time)
    {
        double rate = rows / Math.Max(time.TotalSeconds, 0.001);
        double step = rate < 1000 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(rate)) - 2);
        return Of((long)(Math.Round(rate / step) * step)) + " rows/s";
    }
}

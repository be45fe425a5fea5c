namespace DataMigration.Functions.Dates;

/// <summary>What unix time counts.</summary>
public enum UnixTimeUnit
{
    Seconds,
    Milliseconds,
    Microseconds,
}

internal static class UnixTime
{
    public static int TicksIn(UnixTimeUnit unit) => unit switch { UnixTimeUnit.Seconds => 10_000_000, UnixTimeUnit.Milliseconds => 10_000, _ => 10 };
}

using System.Globalization;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Functions.Dates;

/// <summary>A day, a day and time, or one with its offset, as date functions pass them on: in ISO 8601's form.</summary>
/// <param name="Ticks">Local, 100 ns since the year 1.</param>
/// <param name="HasTime">Whether a time is written.</param>
/// <param name="Offset">Minutes east of Greenwich, or null where none is known.</param>
internal readonly record struct Moment(long Ticks, bool HasTime, int? Offset)
{
    /// <summary>For <see cref="IRefusesText.Explain"/>.</summary>
    public const string Expectation = "which is not a day or a day and time in ISO form (yyyy-MM-dd, yyyy-MM-ddTHH:mm:ss)";

    public static long MaxTicks => DateTime.MaxValue.Ticks;

    public DateTime Value => new(Ticks);

    /// <summary>100 ns since the year 1 at Greenwich.</summary>
    public long Utc => Ticks - (Offset ?? 0) * TimeSpan.TicksPerMinute;

    public static bool TryParse(ReadOnlySpan<byte> text, out Moment moment)
    {
        moment = default;
        if (!CalendarParts.TryReadIso(text, out var parts, out bool hasTime, out bool hasOffset) || !parts.TryDateTime(out long ticks)) return false;
        if (hasOffset && !parts.TryDateTimeOffset(out _)) return false;
        moment = new Moment(ticks, hasTime, hasOffset ? parts.Offset : null);
        return true;
    }

    /// <summary>The moment of ticks that may lie outside of the years 1 to 9999.</summary>
    public static bool TryCreate(Int128 ticks, bool hasTime, int? offset, out Moment moment)
    {
        moment = new Moment((long)ticks, hasTime, offset);
        return ticks >= 0 && ticks <= MaxTicks && (offset is null || moment.Utc is >= 0 and var utc && utc <= MaxTicks);
    }

    /// <summary>What a pattern can write.</summary>
    public CalendarParts Parts => new()
    {
        Year = Value.Year, Month = Value.Month, Day = Value.Day, Hour = Value.Hour, Minute = Value.Minute, Second = Value.Second,
        Fraction = (int)(Ticks % TimeSpan.TicksPerSecond), Offset = Offset ?? 0,
    };

    public void Write(TextHeap output)
    {
        Value.TryFormat(output.Reserve(34), out int written, HasTime ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
        output.Advance(written);
        if (Offset is not { } minutes) return;
        new TimeSpan(0, Math.Abs(minutes), 0).TryFormat(output.Reserve(8), out written, minutes < 0 ? @"\-hh\:mm" : @"\+hh\:mm", CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}

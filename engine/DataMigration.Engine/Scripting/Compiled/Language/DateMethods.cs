using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods of dates. The time zone of scripts is UTC, whatever the machine's is.</summary>
internal static class DateMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        .. BothZones("get", "FullYear()", p => p.Year), .. BothZones("get", "Month()", p => p.Month), .. BothZones("get", "Date()", p => p.Date), .. BothZones("get", "Day()", p => p.Weekday),
        .. BothZones("get", "Hours()", p => p.Hour), .. BothZones("get", "Minutes()", p => p.Minute), .. BothZones("get", "Seconds()", p => p.Second), .. BothZones("get", "Milliseconds()", p => p.Millisecond),
        new("getTime()", Kinds.Number, (m, self, _) => Value.Of(Self(m, self).Time)),
        new("getTimezoneOffset()", Kinds.Number, (m, self, _) => Value.Of(double.IsNaN(Self(m, self).Time) ? double.NaN : 0)),
        .. Setters("FullYear(year, month, day)", 0, 3), .. Setters("Month(month, day)", 1, 2), .. Setters("Date(day)", 2, 1),
        .. Setters("Hours(hours, minutes, seconds, milliseconds)", 3, 4), .. Setters("Minutes(minutes, seconds, milliseconds)", 4, 3), .. Setters("Seconds(seconds, milliseconds)", 5, 2), .. Setters("Milliseconds(milliseconds)", 6, 1),
        new("setTime(time)", Kinds.Number, (m, self, a) => Set(m, self, DateNumbers.Clip(a.Number(m, 0)))),
        new("toDateString()", Kinds.Text, (m, self, _) => Value.Of(DateText.ToDateText(Self(m, self).Time))),
        new("toISOString()", Kinds.Text, (m, self, _) => Value.Of(m.Arena.Add(DateText.ToIso(Self(m, self).Time)))),
        new("toJSON()", Kinds.Text | Kinds.Null, (m, self, _) => DateText.ToJson(Self(m, self).Time) is { } text ? Value.Of(text) : Value.Null),
        new("toString()", Kinds.Text, (m, self, _) => Value.Of(DateText.ToText(Self(m, self).Time))),
        new("toTimeString()", Kinds.Text, (m, self, _) => Value.Of(DateText.ToTimeText(Self(m, self).Time))),
        new("toUTCString()", Kinds.Text, (m, self, _) => Value.Of(DateText.ToUtcText(Self(m, self).Time))),
        new("valueOf()", Kinds.Number, (m, self, _) => Value.Of(Self(m, self).Time)),
    ];

    private static DateObject Self(Machine machine, Value self) => self.As<DateObject>() ?? throw machine.TypeError("this is not a Date object");

    private static IEnumerable<Method> BothZones(string verb, string signature, Func<DateParts, double> part)
    {
        Native read = (m, self, _) => Value.Of(double.IsNaN(Self(m, self).Time) ? double.NaN : part(new DateParts(Self(m, self).Time)));
        return [new(verb + signature, Kinds.Number, read), new(verb + "UTC" + signature, Kinds.Number, read)];
    }

    /// <param name="first">The part that the first argument sets: year, month, day, hours …</param>
    /// <param name="count">How many parts can be set at once.</param>
    private static IEnumerable<Method> Setters(string signature, int first, int count)
    {
        Native write = (m, self, a) =>
        {
            double time = Self(m, self).Time;
            if (double.IsNaN(time) && first == 0) time = 0;
            Span<double> parts = stackalloc double[7];
            if (!double.IsNaN(time)) Take(new DateParts(time), parts);
            for (int i = 0; i < count; i++)
                if (i == 0 || i < a.Length) parts[first + i] = a.Number(m, i);
            double day = DateNumbers.MakeDay(parts[0], parts[1], parts[2]);
            return Set(m, self, double.IsNaN(time) ? double.NaN : DateNumbers.Clip(DateNumbers.MakeDate(day, DateNumbers.MakeTime(parts[3], parts[4], parts[5], parts[6]))));
        };
        return [new("set" + signature, Kinds.Number, write), new("setUTC" + signature, Kinds.Number, write)];
    }

    private static void Take(DateParts from, Span<double> parts) =>
        ((ReadOnlySpan<double>)[from.Year, from.Month, from.Date, from.Hour, from.Minute, from.Second, from.Millisecond]).CopyTo(parts);

    private static Value Set(Machine machine, Value self, double time)
    {
        var date = Self(machine, self);
        double before = date.Time;
        if (date.IsFrozen) machine.RestoreLater(() => date.Time = before);
        date.Time = time;
        return Value.Of(time);
    }
}

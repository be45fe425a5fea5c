using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Dates;

public sealed record DateAddOptions
{
    [Option("Years; negative ones go back, as everywhere here.", Example = "1", Minimum = -9999, Maximum = 9999)]
    public int Years { get; init; }

    [Option("Months. Where the month has no such day, the last of the month: 31 January and one month is 28 or 29 February.", Example = "3", Minimum = -120_000, Maximum = 120_000)]
    public int Months { get; init; }

    [Option("Days.", Example = "-1")]
    public int Days { get; init; }

    [Option("Hours.", Example = "12")]
    public int Hours { get; init; }

    [Option("Minutes.", Example = "30")]
    public int Minutes { get; init; }

    [Option("Seconds.", Example = "-1")]
    public int Seconds { get; init; }
}

[Component(ComponentKind.Function, "date_add", "Adds a span to a day, or a day and time, in ISO form: years and months first, then the rest. Other text, and a result beyond the years 1 to 9999, reject the row.", Example = "date_add: { months: 3, days: -1 }")]
[Example("2024-01-31", "2024-02-29", Options = "{ months: 1 }")]
[Example("2024-01-01", "2024-03-31", Options = "{ months: 3, days: -1 }")]
[Example("2024-01-01", "2023-12-31T23:59:59", Options = "{ seconds: -1 }")]
public sealed class DateAdd(DateAddOptions options) : IRefusesText, IValidatesOptions
{
    private bool HasTime => (options.Hours | options.Minutes | options.Seconds) != 0;

    public string? Validate() => HasTime || (options.Years | options.Months | options.Days) != 0 ? null : "it adds nothing; give it `years`, `months`, `days`, `hours`, `minutes` or `seconds`";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused)
    {
        var ticks = (Int128)options.Days * TimeSpan.TicksPerDay + (Int128)options.Hours * TimeSpan.TicksPerHour
            + (Int128)options.Minutes * TimeSpan.TicksPerMinute + (Int128)options.Seconds * TimeSpan.TicksPerSecond;
        return TextKernels.Judge(input, rows, new Kernel(options.Years * 12 + options.Months, ticks, HasTime), refused);
    }

    public string Explain(string text) => Moment.Expectation + ", or comes to lie beyond the years 1 to 9999";

    private readonly struct Kernel(int months, Int128 ticks, bool hasTime) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!Moment.TryParse(text, out var moment)) return Verdict.Refused;
            int month = moment.Value.Year * 12 + moment.Value.Month - 1 + months;
            if (month is < 12 or >= 10_000 * 12) return Verdict.Refused;
            if (!Moment.TryCreate(moment.Value.AddMonths(months).Ticks + ticks, moment.HasTime || hasTime, moment.Offset, out var result)) return Verdict.Refused;
            result.Write(output);
            return Verdict.Value;
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Dates;

/// <summary>What <c>date_trunc</c> goes back to the start of.</summary>
public enum DateUnit
{
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

public sealed record DateTruncOptions
{
    [Option("What to go back to the start of; a week starts on Monday.", Example = "month", Shorthand = true)]
    public required DateUnit To { get; init; }
}

[Component(ComponentKind.Function, "date_trunc", "Takes a day, or a day and time, in ISO form back to the start of its year, quarter, month, week, day, hour, minute or second. Other text rejects the row.", Example = "date_trunc: month")]
[Example("2024-05-17", "2024-05-01", Options = "month")]
[Example("2024-05-17", "2024-05-13", Options = "week")]
[Example("2024-05-17T14:35:10.5+02:00", "2024-05-17T14:00:00+02:00", Options = "hour")]
public sealed class DateTrunc(DateTruncOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.To), refused);

    public string Explain(string text) => Moment.Expectation;

    private readonly struct Kernel(DateUnit unit) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!Moment.TryParse(text, out var moment)) return Verdict.Refused;
            if (!Moment.TryCreate(Start(moment.Value), moment.HasTime, moment.Offset, out var start)) return Verdict.Refused;
            start.Write(output);
            return Verdict.Value;
        }

        private long Start(DateTime value) => unit switch
        {
            DateUnit.Year => new DateTime(value.Year, 1, 1).Ticks,
            DateUnit.Quarter => new DateTime(value.Year, (value.Month - 1) / 3 * 3 + 1, 1).Ticks,
            DateUnit.Month => new DateTime(value.Year, value.Month, 1).Ticks,
            // The first of January of year 1 was a Monday.
            DateUnit.Week => value.Ticks - value.Ticks % (7 * TimeSpan.TicksPerDay),
            DateUnit.Day => value.Date.Ticks,
            DateUnit.Hour => value.Ticks - value.Ticks % TimeSpan.TicksPerHour,
            DateUnit.Minute => value.Ticks - value.Ticks % TimeSpan.TicksPerMinute,
            _ => value.Ticks - value.Ticks % TimeSpan.TicksPerSecond,
        };
    }
}

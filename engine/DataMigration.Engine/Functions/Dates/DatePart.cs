using System.Globalization;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Dates;

/// <summary>What <c>date_part</c> can take out of a date.</summary>
public enum DatePartName
{
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Weekday,
    DayOfYear,
    Hour,
    Minute,
    Second,
}

public sealed record DatePartOptions
{
    [Option("Which number: weekday counts from 1 for Monday; week is ISO 8601's, whose first one has the year's first Thursday.", Example = "year", Shorthand = true)]
    public required DatePartName Part { get; init; }
}

[Component(ComponentKind.Function, "date_part", "Takes one number out of a day, or a day and time, in ISO form. Other text rejects the row, as does an hour asked of a day without time.", Example = "date_part: year")]
[Example("2024-05-17", "2024", Options = "year")]
[Example("2024-12-30", "1", Options = "week")]
[Example("2024-05-17T14:35:10Z", "14", Options = "hour")]
public sealed class DatePart(DatePartOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.Part), refused);

    public string Explain(string text) => options.Part < DatePartName.Hour ? Moment.Expectation : "which is not a day and time in ISO form (yyyy-MM-ddTHH:mm:ss)";

    private readonly struct Kernel(DatePartName part) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!Moment.TryParse(text, out var moment) || part >= DatePartName.Hour && !moment.HasTime) return Verdict.Refused;
            NumberOf(moment.Value).TryFormat(output.Reserve(8), out int written, default, CultureInfo.InvariantCulture);
            output.Advance(written);
            return Verdict.Value;
        }

        private int NumberOf(DateTime value) => part switch
        {
            DatePartName.Year => value.Year,
            DatePartName.Quarter => (value.Month + 2) / 3,
            DatePartName.Month => value.Month,
            DatePartName.Week => ISOWeek.GetWeekOfYear(value),
            DatePartName.Day => value.Day,
            DatePartName.Weekday => ((int)value.DayOfWeek + 6) % 7 + 1,
            DatePartName.DayOfYear => value.DayOfYear,
            DatePartName.Hour => value.Hour,
            DatePartName.Minute => value.Minute,
            _ => value.Second,
        };
    }
}

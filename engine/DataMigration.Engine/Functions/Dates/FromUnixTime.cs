using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions.Numbers;

namespace DataMigration.Functions.Dates;

public sealed record FromUnixTimeOptions
{
    [Option("What is counted.", Example = "milliseconds", Shorthand = true)]
    public UnixTimeUnit Unit { get; init; } = UnixTimeUnit.Seconds;

    [Option("Whether the result carries its offset, +00:00 (for the type datetime_offset), or is bare time at Greenwich (for datetime).", Example = "false")]
    public bool Offset { get; init; } = true;
}

[Component(ComponentKind.Function, "from_unix_time", "Writes unix time, counted from 1970-01-01T00:00:00Z, as day and time in ISO form. Text that is no number, or finer than 100 ns, rejects the row.", Example = "from_unix_time: milliseconds")]
[Example("1700000000", "2023-11-14T22:13:20+00:00", Options = "seconds")]
[Example("1700000000123", "2023-11-14T22:13:20.123", Options = "{ unit: milliseconds, offset: false }")]
[Example("-1.5", "1969-12-31T23:59:58.5+00:00", Options = "seconds")]
public sealed class FromUnixTime(FromUnixTimeOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(UnixTime.TicksIn(options.Unit), options.Offset), refused);

    public string Explain(string text) => $"which is not a number of {options.Unit.ToString().ToLowerInvariant()} since 1970 within the years 1 to 9999";

    private readonly struct Kernel(int ticksInUnit, bool offset) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!ExactNumber.TryParse(text, out var number) || !ExactNumber.TryMultiply(number.Digits, (UInt128)ticksInUnit, out var digits)) return Verdict.Refused;
            var ticks = new ExactNumber(number.Negative, digits, number.Scale).WithoutZeros();
            var since = (Int128)ticks.Digits * (ticks.Negative ? -1 : 1) + DateTime.UnixEpoch.Ticks;
            if (ticks.Scale > 0 || !Moment.TryCreate(since, true, offset ? 0 : null, out var moment)) return Verdict.Refused;
            moment.Write(output);
            return Verdict.Value;
        }
    }
}

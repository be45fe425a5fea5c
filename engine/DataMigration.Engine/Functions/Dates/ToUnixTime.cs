using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions.Numbers;

namespace DataMigration.Functions.Dates;

public sealed record ToUnixTimeOptions
{
    [Option("What is counted.", Example = "milliseconds", Shorthand = true)]
    public UnixTimeUnit Unit { get; init; } = UnixTimeUnit.Seconds;
}

[Component(ComponentKind.Function, "to_unix_time", "Writes a day and time with its offset, in ISO form, as unix time, with decimals where it does not come out even. Text without an offset rejects the row: `convert_zone` gives it one.", Example = "to_unix_time: milliseconds")]
[Example("2023-11-14T22:13:20Z", "1700000000", Options = "seconds")]
[Example("2023-11-14T23:13:20.1234567+01:00", "1700000000123.4567", Options = "milliseconds")]
public sealed class ToUnixTime(ToUnixTimeOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.Unit), refused);

    public string Explain(string text) => "which is not a day and time with its offset in ISO form (yyyy-MM-ddTHH:mm:ssZ)";

    private readonly struct Kernel(UnixTimeUnit unit) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!Moment.TryParse(text, out var moment) || moment.Offset is null) return Verdict.Refused;
            long ticks = moment.Utc - DateTime.UnixEpoch.Ticks;
            int scale = unit switch { UnixTimeUnit.Seconds => 7, UnixTimeUnit.Milliseconds => 4, _ => 1 };
            new ExactNumber(ticks < 0, (UInt128)Math.Abs(ticks), scale).WithoutZeros().Write(output);
            return Verdict.Value;
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions.Numbers;
using DataMigration.Values;

namespace DataMigration.Functions.Dates;

public sealed record ExcelDateOptions
{
    [Option("The workbook's date system: 1900, or 1904 as old Macs had it.", Example = "1904", Shorthand = true)]
    public int System { get; init; } = 1900;
}

[Component(ComponentKind.Function, "excel_date", "Writes a spreadsheet's serial number as a day in ISO form, with the time (to the millisecond) where it has a fraction. In the 1900 system 60 is a day that never was (29 February 1900) and rejects the row, as does what is no number.", Example = "excel_date: 1904")]
[Example("45292", "2024-01-01", Options = "1900")]
[Example("59", "1900-02-28", Options = "1900")]
[Example("61", "1900-03-01", Options = "1900")]
[Example("45292.75", "2024-01-01T18:00:00")]
[Example("0", "1904-01-01", Options = "{ system: 1904 }")]
public sealed class ExcelDate(ExcelDateOptions options) : IRefusesText, IValidatesOptions
{
    public string? Validate() => options.System is 1900 or 1904 ? null : $"its date system is {options.System}; it is 1900 or 1904";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.System == 1904), refused);

    public string Explain(string text) => $"which is not the serial number of a day in the {options.System} system";

    private readonly struct Kernel(bool macintosh) : IJudgingKernel
    {
        private const int MillisecondsPerDay = 86_400_000;

        // The day before day 1, as the system's first two months count; behind the day that never was, one less.
        private static readonly int Zero1900 = new DateOnly(1899, 12, 31).DayNumber;
        private static readonly int Zero1904 = new DateOnly(1904, 1, 1).DayNumber;

        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!ExactNumber.TryParse(text, out var serial) || serial.Negative || !ExactNumber.TryMultiply(serial.Digits, MillisecondsPerDay, out var digits)) return Verdict.Refused;
            var (day, time) = UInt128.DivRem(DecimalDigits.Round(digits, serial.Scale, false, Rounding.HalfUp), MillisecondsPerDay);
            if (day > 2_958_465 || !macintosh && (day < 1 || day == 60)) return Verdict.Refused;
            int number = (int)day + (macintosh ? Zero1904 : day < 60 ? Zero1900 : Zero1900 - 1);
            if (!Moment.TryCreate((Int128)number * TimeSpan.TicksPerDay + (long)time * TimeSpan.TicksPerMillisecond, time != 0, null, out var moment)) return Verdict.Refused;
            moment.Write(output);
            return Verdict.Value;
        }
    }
}

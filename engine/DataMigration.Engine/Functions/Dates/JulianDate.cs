using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Dates;

/// <summary>How a year and the number of a day in it are written.</summary>
public enum JulianForm
{
    /// <summary>JD Edwards: centuries after 1900, year, day.</summary>
    Cyyddd,

    /// <summary>Year of four digits, day.</summary>
    Yyyyddd,

    /// <summary>Year of two digits (1950 to 2049), day.</summary>
    Yyddd,
}

public sealed record JulianDateOptions
{
    [Option("cyyddd: JD Edwards, centuries after 1900, year and day of the year, the first zeros perhaps missing; yyyyddd: year and day; yyddd: year of two digits (1950 to 2049) and day.", Example = "cyyddd", Shorthand = true)]
    public required JulianForm Form { get; init; }
}

[Component(ComponentKind.Function, "julian_date", "Writes a year and the number of a day in it as a day in ISO form. A day that does not exist rejects the row; so does 0, which `null_if` can catch before.", Example = "julian_date: cyyddd")]
[Example("124060", "2024-02-29", Options = "cyyddd")]
[Example("99365", "1999-12-31", Options = "cyyddd")]
[Example("2023001", "2023-01-01", Options = "yyyyddd")]
[Example("49365", "2049-12-31", Options = "yyddd")]
public sealed class JulianDate(JulianDateOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.Form), refused);

    public string Explain(string text) => $"which is not an existing day in the form {options.Form.ToString().ToLowerInvariant()}";

    private readonly struct Kernel(JulianForm form) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int length = form switch { JulianForm.Cyyddd => 6, JulianForm.Yyyyddd => 7, _ => 5 };
            if (text.Length > length || text.IsEmpty || form != JulianForm.Cyyddd && text.Length < length || text.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return Verdict.Refused;
            int number = 0;
            foreach (byte b in text) number = number * 10 + b - '0';
            var (year, day) = Math.DivRem(number, 1000);
            if (form == JulianForm.Cyyddd) year += 1900;
            else if (form == JulianForm.Yyddd) year += year < 50 ? 2000 : 1900;
            if (year < 1 || day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365)) return Verdict.Refused;
            new Moment(new DateTime(year, 1, 1).Ticks + (day - 1) * TimeSpan.TicksPerDay, false, null).Write(output);
            return Verdict.Value;
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Values;

namespace DataMigration.Functions.Dates;

public sealed record ReformatDateOptions
{
    [Option("The patterns in which dates may be written, as in `format`; the first that fits is taken, so the order decides between dd/MM and MM/dd.", Example = "[MM/dd/yyyy, yyyyMMdd]", MinItems = 1, Shorthand = true)]
    public required IReadOnlyList<string> From { get; init; }

    [Option("The pattern to write; without it, ISO 8601's form with what the text has: day, time, offset.", Example = "yyyy-MM-dd")]
    public string? To { get; init; }

    [Option("A year of two digits (yy) is one of the hundred years that end with this one. Birthdays need an earlier one than terms of contracts.", Example = "2026", Minimum = 100, Maximum = 9999)]
    public int LatestYear { get; init; } = 2049;
}

[Component(ComponentKind.Function, "reformat_date", "Reads a date, or a date and time, in any of several patterns and writes it in one. Text that fits none, or names a day that does not exist, rejects the row; so does a time that the new pattern would lose.", Example = "reformat_date: { from: [MM/dd/yyyy, d.M.yy], to: yyyy-MM-dd }")]
[Example("02/29/2024", "2024-02-29", Options = "[MM/dd/yyyy]")]
[Example("7.3.51", "1951-03-07", Options = "{ from: [MM/dd/yyyy, d.M.yy], latest_year: 2026 }")]
[Example("2024-05-17 14:05", "17 May 2024 2:05 PM", Options = "{ from: ['yyyy-MM-dd HH:mm'], to: 'd MMMM yyyy h:mm tt' }")]
public sealed class ReformatDate : IRefusesText, IValidatesOptions
{
    private readonly ReformatDateOptions _options;
    private readonly DatePattern[] _from = [];
    private readonly DatePattern? _to;
    private readonly string? _problem;

    public ReformatDate(ReformatDateOptions options)
    {
        _options = options;
        var from = new List<DatePattern>();
        foreach (string text in options.From)
            if (Compile(text, ref _problem) is { } pattern) from.Add(pattern);
        _to = options.To is { } to ? Compile(to, ref _problem) : null;
        if (_problem is not null) return;
        _from = [.. from];
        if (_to?.HasOffset == true && _from.Any(p => !p.HasOffset)) _problem = "`to` has an offset that a pattern of `from` does not know";
        else if (_to?.HasOffset == false && _from.Any(p => p.HasOffset)) _problem = "`to` would lose the offset that a pattern of `from` has";
    }

    public string? Validate() => _problem;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(_from, _to, _options.LatestYear), refused);

    public string Explain(string text) => $"which is not an existing day in the form {string.Join(" or ", _options.From)}{(_to is null ? "" : $", or has a time that {_options.To} would lose")}";

    /// <summary>A pattern with an offset is one of a datetime_offset, any other one of a datetime, whose time may be left out.</summary>
    private static DatePattern? Compile(string text, ref string? problem)
    {
        if (DatePattern.Parse(text, DataKind.DateTime, out string? error) is { } pattern) return pattern;
        if (DatePattern.Parse(text, DataKind.DateTimeOffset, out _) is { } withOffset) return withOffset;
        problem ??= error;
        return null;
    }

    private readonly struct Kernel(DatePattern[] from, DatePattern? to, int latestYear) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            foreach (var pattern in from)
            {
                if (!pattern.TryMatch(text, out var parts)) continue;
                if (pattern.HasShortYear) parts.Year = latestYear - (latestYear - parts.Year % 100) % 100;
                if (!parts.TryDateTime(out long ticks) || pattern.HasOffset && !parts.TryDateTimeOffset(out _)) continue;
                return Write(new Moment(ticks, pattern.HasTime, pattern.HasOffset ? parts.Offset : null), parts, output);
            }
            return Verdict.Refused;
        }

        private Verdict Write(Moment moment, in CalendarParts parts, TextHeap output)
        {
            if (to is null) moment.Write(output);
            else if (!to.Keeps(parts)) return Verdict.Refused;
            else output.Advance(to.Write(parts, output.Reserve(to.MaxLength)));
            return Verdict.Value;
        }
    }
}

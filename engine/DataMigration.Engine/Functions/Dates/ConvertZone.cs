using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Dates;

/// <summary>What to make of a local time that clocks showed twice, or never.</summary>
public enum ZoneChoice
{
    /// <summary>The row is rejected.</summary>
    Reject,

    /// <summary>The earlier of the two moments it could mean.</summary>
    Earlier,

    /// <summary>The later of the two moments it could mean.</summary>
    Later,
}

public sealed record ConvertZoneOptions
{
    [Option("The zone whose clocks the text was read from, by its IANA name; without it, the text must carry its offset.", Example = "America/New_York")]
    public string? From { get; init; }

    [Option("The zone to show the moment in, by its IANA name.", Example = "UTC", Shorthand = true)]
    public required string To { get; init; }

    [Option("A local time that clocks showed twice, when they were put back: reject the row, or take the earlier or the later moment.", Example = "earlier")]
    public ZoneChoice Ambiguous { get; init; } = ZoneChoice.Reject;

    [Option("A local time that clocks left out, when they were put forward: reject the row, or take the earlier or the later of the moments that the offsets before and after would make of it.", Example = "later")]
    public ZoneChoice Skipped { get; init; } = ZoneChoice.Reject;

    [Option("Whether the result carries its offset (for the type datetime_offset), or is bare local time (for datetime).", Example = "false")]
    public bool Offset { get; init; } = true;
}

[Component(ComponentKind.Function, "convert_zone", "Shows a day and time in ISO form in another time zone, summer time and its history included. Text that is no day and time, has an offset beside `from`, or has none without it, rejects the row.", Example = "convert_zone: { from: America/New_York, to: UTC }")]
[Example("2024-07-01T12:00:00", "2024-07-01T16:00:00+00:00", Options = "{ from: America/New_York, to: UTC }")]
[Example("2024-01-01T12:00:00Z", "2024-01-01T13:00:00", Options = "{ to: Europe/Berlin, offset: false }")]
[Example("2024-11-03T01:30:00", "2024-11-03T06:30:00+00:00", Options = "{ from: America/New_York, to: UTC, ambiguous: later }")]
[Example("2024-03-10T02:30:00", "2024-03-10T07:30:00+00:00", Options = "{ from: America/New_York, to: UTC, skipped: later }")]
public sealed class ConvertZone : IRefusesText, IValidatesOptions
{
    private readonly ConvertZoneOptions _options;
    private readonly TimeZoneInfo? _from;
    private readonly TimeZoneInfo? _to;
    private readonly string? _problem;

    public ConvertZone(ConvertZoneOptions options)
    {
        _options = options;
        _to = Find(options.To, ref _problem);
        _from = options.From is { } from ? Find(from, ref _problem) : null;
    }

    public string? Validate() => _problem;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(_from, _to!, _options), refused);

    public string Explain(string text)
    {
        if (!Moment.TryParse(Encoding.UTF8.GetBytes(text), out var moment) || !moment.HasTime) return "which is not a day and time in ISO form (yyyy-MM-ddTHH:mm:ss)";
        if (_from is null && moment.Offset is null) return "whose offset is not known; `from` names the zone it was written in";
        if (_from is null) return "which lies beyond the years 1 to 9999 in the other zone";
        if (moment.Offset is not null) return "which has an offset of its own beside `from`";
        if (_from.IsAmbiguousTime(moment.Value)) return $"a time that clocks in {_options.From} showed twice; `ambiguous` chooses one";
        return _from.IsInvalidTime(moment.Value) ? $"a time that clocks in {_options.From} left out; `skipped` chooses another" : "which lies beyond the years 1 to 9999 in the other zone";
    }

    private static TimeZoneInfo? Find(string name, ref string? problem)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        problem ??= $"there is no time zone '{name}' on this machine; names are IANA's, such as Europe/Berlin or UTC";
        return null;
    }

    private readonly struct Kernel(TimeZoneInfo? from, TimeZoneInfo to, ConvertZoneOptions options) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (!Moment.TryParse(text, out var moment) || !moment.HasTime || moment.Offset is null == from is null) return Verdict.Refused;
            int? known = moment.Offset ?? OffsetOf(moment.Value);
            if (known is not { } minutes || !Moment.TryCreate((Int128)moment.Ticks - minutes * TimeSpan.TicksPerMinute, true, null, out var utc)) return Verdict.Refused;
            int there = Minutes(to.GetUtcOffset(new DateTime(utc.Ticks, DateTimeKind.Utc)));
            if (!Moment.TryCreate((Int128)utc.Ticks + there * TimeSpan.TicksPerMinute, true, there, out var result)) return Verdict.Refused;
            (options.Offset ? result : result with { Offset = null }).Write(output);
            return Verdict.Value;
        }

        private int? OffsetOf(DateTime local)
        {
            if (from!.IsInvalidTime(local)) return Choose(options.Skipped, Near(local, 1), Near(local, -1));
            if (!from.IsAmbiguousTime(local)) return Minutes(from.GetUtcOffset(local));
            var offsets = from.GetAmbiguousTimeOffsets(local);
            return Choose(options.Ambiguous, Minutes(offsets.Max()), Minutes(offsets.Min()));
        }

        // The moment is local time less the offset: the greater offset makes the earlier moment.
        private static int? Choose(ZoneChoice choice, int greater, int lesser) => choice switch { ZoneChoice.Earlier => greater, ZoneChoice.Later => lesser, _ => null };

        private int Near(DateTime local, int days) => Minutes(from!.GetUtcOffset(DateTime.SpecifyKind(local.AddDays(days), DateTimeKind.Utc)));

        private static int Minutes(TimeSpan offset) => (int)offset.TotalMinutes;
    }
}

using System.CommandLine;
using System.Globalization;
using DataMigration.Declarations;

namespace DataMigration.Cli.Options;

/// <summary><c>--since</c>: a day, a time, or how long ago.</summary>
internal sealed class SinceOption : Option<DateTimeOffset?>
{
    public SinceOption(TimeProvider time) : base("--since")
    {
        HelpName = "DAY|AGE";
        Description = "Those started since a day or a time (2026-11-01, UTC), or not longer ago than this (90m, 12h, 7d).";
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Duration.TryParse(text, out var age)) return time.GetUtcNow() - age.Time;
            if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at;
            result.AddError($"--since takes a day such as 2026-11-01 or an age such as 7d, not '{text}'.");
            return null;
        };
    }
}

using System.CommandLine;
using System.Globalization;

namespace DataMigration.Cli.Options;

/// <summary>An option that takes a whole number of at least 1.</summary>
internal sealed class CountOption : Option<long?>
{
    public CountOption(string name, string description) : base(name)
    {
        HelpName = "N";
        Description = description;
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count is > 0 and <= int.MaxValue) return count;
            result.AddError($"{name} takes a whole number from 1 on, not '{text}'.");
            return null;
        };
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DataMigration.Data;

namespace DataMigration.Functions;

/// <summary>What a match is replaced with: text, <c>$1</c> to <c>$99</c> for groups, <c>$&amp;</c> for the whole match, <c>$$</c> for a dollar sign.</summary>
internal sealed class ReplacementTemplate
{
    private readonly List<(byte[] Text, int Group)> _parts = [];

    private ReplacementTemplate() { }

    /// <summary>Parses a template, or says what is wrong with it.</summary>
    /// <param name="template">As the author wrote it.</param>
    /// <param name="groups">How many groups the pattern has.</param>
    /// <param name="problem">Lower case without full stop.</param>
    public static ReplacementTemplate? Create(string template, int groups, out string? problem)
    {
        var result = new ReplacementTemplate();
        var text = new StringBuilder();
        problem = null;
        for (int at = 0; at < template.Length; at++)
        {
            char next = template[at] == '$' && at + 1 < template.Length ? template[at + 1] : '\0';
            if (next == '$')
            {
                text.Append('$');
                at++;
            }
            else if (next == '&' || char.IsAsciiDigit(next))
            {
                int length = 1;
                // As ECMAScript reads it: two digits where there is such a group, else one.
                if (next != '&' && at + 2 < template.Length && char.IsAsciiDigit(template[at + 2]) && Number(template, at + 1, 2) <= groups) length = 2;
                int group = next == '&' ? 0 : Number(template, at + 1, length);
                if (next != '&' && (group == 0 || group > groups)) problem = $"`with` speaks of ${template.Substring(at + 1, length)}, but the pattern has {Groups(groups)}";
                result._parts.Add((Encoding.UTF8.GetBytes(text.ToString()), group));
                text.Clear();
                at += length;
            }
            else text.Append(template[at]);
        }
        result._parts.Add((Encoding.UTF8.GetBytes(text.ToString()), -1));
        return problem is null ? result : null;
    }

    public void Append(Match match, TextHeap output)
    {
        foreach (var (text, group) in _parts)
        {
            output.Append(text);
            if (group >= 0) output.AppendText(match.Groups[group].ValueSpan);
        }
    }

    private static int Number(string template, int at, int length) => int.Parse(template.AsSpan(at, length), CultureInfo.InvariantCulture);

    private static string Groups(int count) => count switch { 0 => "no groups", 1 => "one group", _ => $"{count} groups" };
}

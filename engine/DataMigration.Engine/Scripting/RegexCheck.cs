using System.Text.RegularExpressions;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Interpreted;
using Jint.Parser.Ast;

namespace DataMigration.Scripting;

/// <summary>Judges a regular expression literal when planning, so that no row meets one that cannot be made.</summary>
internal static class RegexCheck
{
    public static void Check(Literal literal, ParsedScript script, DiagnosticBag diagnostics)
    {
        int end = literal.Raw.LastIndexOf('/');
        string pattern = literal.Raw[1..end], flags = literal.Raw[(end + 1)..];
        var place = script.Place(literal, literal.Raw);
        if (flags.Any(f => !"gim".Contains(f)) || flags.Distinct().Count() < flags.Length)
        {
            diagnostics.Add(ScriptMessages.BadRegex, place, literal.Raw, $"the flags '{flags}' are not among g, i and m, each once");
            return;
        }
        if (pattern.Contains("(?<", StringComparison.Ordinal))
        {
            diagnostics.Add(ScriptMessages.Modern, place, "a named group or look-behind in a regular expression is", "Use a numbered group: m[1].");
            return;
        }
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript, ScriptGuards.MatchTimeout);
        }
        catch (ArgumentException e)
        {
            diagnostics.Add(ScriptMessages.BadRegex, place, literal.Raw, e.Message.TrimEnd('.'));
        }
    }
}

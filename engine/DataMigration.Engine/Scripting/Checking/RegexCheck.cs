using DataMigration.Diagnostics;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Matching;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>Judges a regular expression literal when planning, so that no row meets one that cannot be made.</summary>
internal static class RegexCheck
{
    public static void Check(RegexLiteral literal, Script script, DiagnosticBag diagnostics)
    {
        try
        {
            ScriptPattern.Create(literal.Pattern, literal.Flags);
        }
        catch (ScriptError e)
        {
            diagnostics.Add(ScriptMessages.BadRegex, script.Origin.At(literal.At.Start, literal.At.Length), $"/{literal.Pattern}/{literal.Flags}", e.Message.TrimEnd('.'));
        }
    }
}

using DataMigration.Diagnostics;
using Jint.Parser;

namespace DataMigration.Scripting;

/// <summary>What the parser stumbled over, in words an author understands.</summary>
internal static class SyntaxTrouble
{
    public static void Report(ScriptOrigin origin, List<ScriptToken> tokens, ParserException failure, int index, DiagnosticBag diagnostics)
    {
        if (ModernSyntax.Find(origin.Text, tokens, index) is { } modern)
        {
            diagnostics.Add(ScriptMessages.Modern, origin.At(modern.Start, modern.Length), modern.What, modern.Instead);
            return;
        }
        // At its end the parser sees our own closing brackets; the author sees the end of the script.
        bool atEnd = index >= origin.Text.TrimEnd().Length;
        var token = tokens.Find(t => t.Start <= index && index < t.End);
        int start = atEnd ? Math.Max(0, origin.Text.TrimEnd().Length - 1) : index;
        diagnostics.Add(ScriptMessages.Syntax, origin.At(start, atEnd ? 1 : Math.Max(1, token.End - index)), Words(origin.Text, failure, token, atEnd));
    }

    private static string Words(string text, ParserException failure, ScriptToken token, bool atEnd)
    {
        if (atEnd) return "it ends where more is expected";
        string found = token.Length > 0 ? text.Substring(token.Start, token.Length) : "";
        string description = failure.Description ?? failure.Message;
        if (description.EndsWith("ILLEGAL", StringComparison.Ordinal))
            return token.Kind == ScriptTokenKind.Text ? $"the text {Short(found)} has no end" : $"unexpected '{Short(found)}'";
        if (description.StartsWith("Unexpected", StringComparison.Ordinal) && found.Length > 0) return $"unexpected '{Short(found)}'";
        return char.ToLowerInvariant(description[0]) + description[1..].TrimEnd('.');
    }

    private static string Short(string text) => text.Length <= 30 ? text : text[..29] + "…";
}

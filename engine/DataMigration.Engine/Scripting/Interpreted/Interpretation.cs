using DataMigration.Diagnostics;
using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Emission;
using DataMigration.Scripting.Syntax;
using Jint.Parser;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Whether Jint can take a script that is not compiled.</summary>
internal static class Interpretation
{
    /// <summary>Reports what neither engine understands. False after an error.</summary>
    public static bool IsPossible(Script script, Bindings bindings, LibraryIndex library, NotCompiled lack, DiagnosticBag diagnostics)
    {
        if (ModernUse.Of(script, bindings, library) is { } modern)
        {
            diagnostics.Add(ScriptMessages.TwoEngines, lack.Origin.At(lack.At.Start, lack.At.Length), lack.Message, modern.What.Name,
                Vocabulary.Instead(lack.Message), modern.Where.Origin.At(modern.What.At.Start, 1));
            return false;
        }
        try
        {
            ScriptParser.Read(script.Origin, script.Origin.Text, script.Form, "");
            return true;
        }
        catch (ParserException e)
        {
            diagnostics.Add(ScriptMessages.Syntax, lack.Origin.At(lack.At.Start, lack.At.Length), (e.Description ?? e.Message).TrimEnd('.'));
            return false;
        }
    }
}

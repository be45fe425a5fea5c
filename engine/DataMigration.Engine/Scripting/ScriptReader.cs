using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting;

/// <summary>Text to syntax tree, with what is wrong reported in the author's file.</summary>
internal static class ScriptReader
{
    public const int MaxScriptLength = 64 * 1024;
    public const int MaxFileLength = 256 * 1024;

    /// <summary>Reads a script of a pipeline or a script file. Null after an error.</summary>
    public static Script? Read(ScriptOrigin origin, DiagnosticBag diagnostics)
    {
        int limit = origin.IsFile ? MaxFileLength : MaxScriptLength;
        if (origin.Text.Length > limit)
        {
            diagnostics.Add(ScriptMessages.TooLong, origin.Start, origin.Text.Length, limit);
            return null;
        }
        try
        {
            // The parser recurses with the nesting of the text, up to its limit; threads of the pool have little stack.
            return ScriptThread.Run(() => Parser.Read(origin));
        }
        catch (SyntaxFailure e)
        {
            e.Report(origin, diagnostics);
            return null;
        }
    }
}

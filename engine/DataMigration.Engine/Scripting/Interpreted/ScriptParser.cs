using DataMigration.Scripting.Syntax;
using Jint.Parser;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Jint's own reading of a text that ours has found sound. Every tree belongs to one reader, for Jint keeps values in it.</summary>
internal static class ScriptParser
{
    private const string BodyPrefix = "(function(row){";
    private const string BodySuffix = "\n})";
    private const string ExpressionPrefix = "(function(row){return (";
    private const string ExpressionSuffix = "\n)})";
    private const string FunctionSuffix = "\n)(row)})";

    /// <summary>Reads a text as Jint does.</summary>
    /// <param name="text">A script of a pipeline, or what Jint is given of a script file.</param>
    /// <param name="key">What the places of its failures are looked up by.</param>
    /// <exception cref="ParserException">Jint does not know a construct in it.</exception>
    public static ParsedScript Read(ScriptOrigin origin, string text, ScriptForm form, string key)
    {
        string around = origin.IsFile ? text : Prefix(form) + text + Suffix(form);
        // Jint's parser recurses a dozen times for each bracket.
        return ScriptThread.Run(() => new ParsedScript(origin, new JavaScriptParser(true).Parse(around, new ParserOptions { Source = key }), form));
    }

    public static string Prefix(ScriptForm form) => form == ScriptForm.Body ? BodyPrefix : ExpressionPrefix;

    private static string Suffix(ScriptForm form) => form switch
    {
        ScriptForm.Body => BodySuffix,
        ScriptForm.Expression => ExpressionSuffix,
        _ => FunctionSuffix,
    };
}

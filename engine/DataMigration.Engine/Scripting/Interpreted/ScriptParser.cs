using Jint.Parser;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Jint's own reading of a text that ours has found sound. Every tree belongs to one reader, for Jint keeps values in it.</summary>
internal static class ScriptParser
{
    private const string BodyPrefix = "(function(row){";
    private const string BodySuffix = "\n})";
    private const string ExpressionPrefix = "(function(row){return (";
    private const string ExpressionSuffix = "\n)})";

    /// <summary>Reads a text as Jint does.</summary>
    /// <param name="text">A script of a pipeline, or what Jint is given of a script file.</param>
    /// <param name="key">What the places of its failures are looked up by.</param>
    /// <exception cref="ParserException">Jint does not know a construct in it.</exception>
    public static ParsedScript Read(ScriptOrigin origin, string text, bool isExpression, string key)
    {
        string around = origin.IsFile ? text : isExpression ? ExpressionPrefix + text + ExpressionSuffix : BodyPrefix + text + BodySuffix;
        // Jint's parser recurses a dozen times for each bracket.
        return ScriptThread.Run(() => new ParsedScript(origin, new JavaScriptParser(true).Parse(around, new ParserOptions { Source = key }), isExpression));
    }

    public static string Prefix(bool expression) => expression ? ExpressionPrefix : BodyPrefix;
}

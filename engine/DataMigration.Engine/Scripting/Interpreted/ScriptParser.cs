using DataMigration.Diagnostics;
using Jint.Parser;
using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Text to syntax tree: expression first, then function body. Every tree belongs to one reader, for Jint keeps values in it.</summary>
internal static class ScriptParser
{
    private const string BodyPrefix = "(function(row){";
    private const string BodySuffix = "\n})";
    private const string ExpressionPrefix = "(function(row){return (";
    private const string ExpressionSuffix = "\n)})";

    /// <summary>Parses a script of a pipeline and reports what is wrong with its form. Null after an error.</summary>
    public static ParsedScript? Parse(ScriptOrigin origin, DiagnosticBag diagnostics)
    {
        if (!SourceShape.CheckLength(origin, diagnostics)) return null;
        var tokens = ScriptTokenizer.Read(origin.Text);
        if (!SourceShape.CheckText(origin, tokens, diagnostics)) return null;
        if (tokens.Count == 0 && !origin.IsFile)
        {
            diagnostics.Add(ScriptMessages.Syntax, origin.Start, "it is empty");
            return null;
        }
        return ScriptThread.Deep(() => ParseChecked(origin, tokens, diagnostics));
    }

    /// <summary>Parses a text that has been parsed before, for an engine of its own.</summary>
    public static ParsedScript Again(ParsedScript parsed, string key) =>
        new(parsed.Origin, Read(Around(parsed.Origin, parsed.IsExpression), key), parsed.IsExpression);

    private static ParsedScript? ParseChecked(ScriptOrigin origin, List<ScriptToken> tokens, DiagnosticBag diagnostics)
    {
        ParserException? asExpression = null;
        ParsedScript parsed;
        try
        {
            parsed = new ParsedScript(origin, ReadOne(origin, true, ref asExpression) ?? Read(Around(origin, false), ""), asExpression is null && !origin.IsFile);
        }
        catch (ParserException e)
        {
            // Whichever reading came further knows better what the author meant.
            if (asExpression is not null && Index(asExpression, origin, true) > Index(e, origin, false)) SyntaxTrouble.Report(origin, tokens, asExpression, Index(asExpression, origin, true), diagnostics);
            else SyntaxTrouble.Report(origin, tokens, e, Index(e, origin, false), diagnostics);
            return null;
        }
        if (SourceShape.TooDeep(parsed.Program) is not { } deep) return parsed;
        diagnostics.Add(ScriptMessages.TooDeep, parsed.Place(deep), "an expression or statement of too many parts");
        return null;
    }

    private static Program? ReadOne(ScriptOrigin origin, bool expression, ref ParserException? failure)
    {
        if (origin.IsFile) return null;
        try
        {
            return Read(Around(origin, expression), "");
        }
        catch (ParserException e)
        {
            failure = e;
            return null;
        }
    }

    private static int Index(ParserException e, ScriptOrigin origin, bool expression) => e.Index - (origin.IsFile ? 0 : Prefix(expression).Length);

    private static string Around(ScriptOrigin origin, bool expression) =>
        origin.IsFile ? origin.Text : expression ? ExpressionPrefix + origin.Text + ExpressionSuffix : BodyPrefix + origin.Text + BodySuffix;

    public static string Prefix(bool expression) => expression ? ExpressionPrefix : BodyPrefix;

    private static Program Read(string source, string key) => new JavaScriptParser(true).Parse(source, new ParserOptions { Source = key });
}

using DataMigration.Diagnostics;
using DataMigration.Scripting.Interpreted;
using Jint.Parser.Ast;

namespace DataMigration.Scripting;

/// <summary>The limits on a script's text that keep parser and interpreter, which recurse with its shape, from overflowing the stack.</summary>
internal static class SourceShape
{
    public const int MaxScriptLength = 64 * 1024;
    public const int MaxFileLength = 256 * 1024;
    private const int MaxBrackets = 200;
    private const int MaxDepth = 600;

    /// <summary>Checks the text before a parser sees it. False after an error.</summary>
    public static bool CheckText(ScriptOrigin origin, List<ScriptToken> tokens, DiagnosticBag diagnostics)
    {
        var open = new Stack<ScriptToken>();
        foreach (var token in tokens)
        {
            if (token.Kind != ScriptTokenKind.Sign || token.Length != 1) continue;
            char sign = origin.Text[token.Start];
            if (sign is '(' or '[' or '{')
            {
                open.Push(token);
                if (open.Count <= MaxBrackets) continue;
                diagnostics.Add(ScriptMessages.TooDeep, origin.At(token.Start, 1), $"more than {MaxBrackets} open brackets");
                return false;
            }
            if (sign is not (')' or ']' or '}')) continue;
            // An unopened bracket would close the function that we put around the script.
            if (open.TryPop(out var opened) && Closes(origin.Text[opened.Start], sign)) continue;
            diagnostics.Add(ScriptMessages.Syntax, origin.At(token.Start, 1), $"unexpected '{sign}'");
            return false;
        }
        return true;
    }

    /// <summary>Checks the length of the text. False after an error.</summary>
    public static bool CheckLength(ScriptOrigin origin, DiagnosticBag diagnostics)
    {
        int limit = origin.IsFile ? MaxFileLength : MaxScriptLength;
        if (origin.Text.Length <= limit) return true;
        diagnostics.Add(ScriptMessages.TooLong, origin.Start, origin.Text.Length, limit);
        return false;
    }

    /// <summary>Finds the first node below which the tree is deeper than the interpreter should recurse; null when all is well.</summary>
    public static SyntaxNode? TooDeep(SyntaxNode root)
    {
        var waiting = new Stack<(SyntaxNode Node, int Depth)>();
        waiting.Push((root, 0));
        while (waiting.TryPop(out var item))
        {
            if (item.Depth > MaxDepth) return item.Node;
            foreach (var child in SyntaxTree.Children(item.Node)) waiting.Push((child, item.Depth + 1));
        }
        return null;
    }

    private static bool Closes(char open, char close) => (open, close) is ('(', ')') or ('[', ']') or ('{', '}');
}

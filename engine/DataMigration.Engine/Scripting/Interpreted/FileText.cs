using System.Text;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Interpreted;

/// <summary>What Jint is given of a script file: all statements of its top level that ECMAScript 5.1 knows, each where it stands.</summary>
internal static class FileText
{
    public static string Of(Script file)
    {
        var text = new StringBuilder(file.Origin.Text);
        foreach (var statement in file.Function.Body.Statements)
        {
            if (ModernUse.In(file, statement.At) is null) continue;
            for (int i = statement.At.Start; i < statement.At.End; i++)
                if (text[i] is not ('\n' or '\r')) text[i] = ' ';
            // Nothing assigns these again, so that a variable is as good: const x = 1 → var   x = 1.
            if (statement is VariableDeclaration { Kind: not "var" } declaration && ModernUse.In(file, declaration.At with { Start = declaration.Declarators[0].At.Start }) is null)
            {
                text.Remove(statement.At.Start, statement.At.Length).Insert(statement.At.Start, file.Origin.Text.AsSpan(statement.At.Start, statement.At.Length));
                text.Remove(statement.At.Start, declaration.Kind.Length).Insert(statement.At.Start, "var".PadRight(declaration.Kind.Length));
            }
        }
        return text.ToString();
    }
}

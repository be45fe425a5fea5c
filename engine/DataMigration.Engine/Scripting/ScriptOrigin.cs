using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Scripting;

/// <summary>Where a script stands, so that its own lines and columns can be told as places of a file.</summary>
/// <param name="Text">As written.</param>
/// <param name="Start">Where its first character stands.</param>
/// <param name="IsBlock">Whether its lines are the file's lines, all indented alike.</param>
/// <param name="IsFile">Whether it is a whole script file.</param>
internal sealed record ScriptOrigin(string Text, SourceSpan Start, bool IsBlock, bool IsFile)
{
    public static ScriptOrigin Of(ScriptText script) => new(script.Text, script.Span, script.IsBlock, false);

    public static ScriptOrigin OfFile(string file, string text) => new(text, new SourceSpan(file, 1, 1, 1), true, true);

    /// <summary>The place of a line (from 1) and column (from 0) of the script.</summary>
    public SourceSpan At(int line, int column, int length = 1)
    {
        if (line < 1 || column < 0) return Start;
        if (IsBlock || line == 1) return Start with { Line = Start.Line + line - 1, Column = Start.Column + column, Length = Math.Max(1, length) };
        // Folding has moved later lines; the start of the script is near and certain.
        return Start;
    }

    /// <summary>The place of a character of the script.</summary>
    public SourceSpan At(int index, int length)
    {
        index = Math.Clamp(index, 0, Text.Length);
        int line = 1, start = 0;
        for (int i = 0; i < index; i++)
        {
            if (Text[i] != '\n') continue;
            line++;
            start = i + 1;
        }
        return At(line, index - start, length);
    }
}

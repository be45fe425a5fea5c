namespace DataMigration.Diagnostics;

/// <summary>A stretch of a text file, for carets and for the rule's place in a reasons file.</summary>
/// <param name="File">The path as messages show it: relative to the working directory where it lies below it, with forward slashes.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, counted in UTF-16 characters.</param>
/// <param name="Length">Characters on that line that the caret underlines, at least 1.</param>
public readonly record struct SourceSpan(string File, int Line, int Column, int Length)
{
    /// <summary>The place without its length: <c>file:line:column</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

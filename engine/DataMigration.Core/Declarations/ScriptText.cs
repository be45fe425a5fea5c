using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>A JavaScript expression or function body as a pipeline holds it.</summary>
/// <param name="Text">The script, YAML's quoting and folding undone.</param>
/// <param name="Span">Where its text starts in the file; for a block scalar, its first line of text.</param>
/// <param name="IsBlock">Whether it is a literal block scalar (<c>|</c>), whose lines are the file's lines, so that a script's own line and column can be
/// mapped back by adding <see cref="SourceSpan.Line"/> and <see cref="SourceSpan.Column"/> (the block's indentation).</param>
public sealed record ScriptText(string Text, SourceSpan Span, bool IsBlock)
{
    /// <summary>The script.</summary>
    public override string ToString() => Text;
}

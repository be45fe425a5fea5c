using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>A plain YAML value that keeps its spelling (<c>007</c> stays <c>007</c>) until the planner types it.</summary>
/// <param name="Text">The value's text, or null for YAML's null (<c>~</c>, <c>null</c>, nothing).</param>
/// <param name="Span">Where it stands.</param>
public sealed record ScalarValue(string? Text, SourceSpan Span)
{
    /// <summary>The text, <c>null</c> for null.</summary>
    public override string ToString() => Text ?? "null";
}

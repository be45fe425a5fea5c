using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>The name of another pipeline, with its place.</summary>
/// <param name="Name">As written.</param>
/// <param name="Span">Where.</param>
public sealed record PipelineReference(string Name, SourceSpan Span)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

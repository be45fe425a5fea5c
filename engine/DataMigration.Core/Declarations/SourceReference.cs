using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>The name of another source of the pipeline (a lookup's, a union's), with its place. A source that is named so does not drive the pipeline.</summary>
/// <param name="Name">As written.</param>
/// <param name="Span">Where.</param>
public sealed record SourceReference(string Name, SourceSpan Span)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

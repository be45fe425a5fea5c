using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>The name of a field as a pipeline refers to it, with its place, so that the planner can point at a wrong one.</summary>
/// <param name="Name">As written.</param>
/// <param name="Span">Where.</param>
public sealed record FieldReference(string Name, SourceSpan Span)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>The name of a connection of the project file, with its place.</summary>
/// <param name="Name">As written.</param>
/// <param name="Span">Where.</param>
public sealed record ConnectionReference(string Name, SourceSpan Span)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

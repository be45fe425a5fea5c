using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>The name of a field of another source, which the component that names the source checks; a <see cref="FieldReference"/> is one of the row at hand.</summary>
/// <param name="Name">As written.</param>
/// <param name="Span">Where.</param>
public sealed record ForeignField(string Name, SourceSpan Span)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

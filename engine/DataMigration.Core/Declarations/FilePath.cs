using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>A path in a pipeline or project file. Relative ones are relative to the file they stand in (a value given on the command line: to the working directory).</summary>
/// <param name="Text">As written, for messages.</param>
/// <param name="FullPath">Absolute; what is opened.</param>
/// <param name="Span">Where it stands.</param>
public sealed record FilePath(string Text, string FullPath, SourceSpan Span)
{
    /// <summary>The path as written.</summary>
    public override string ToString() => Text;
}

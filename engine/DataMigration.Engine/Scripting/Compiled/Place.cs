using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled;

/// <summary>Where a node stands, for the message of a failure.</summary>
internal sealed class Place(ScriptOrigin origin, TextRange at)
{
    public SourceSpan Span => origin.At(at.Start, at.Length);
}

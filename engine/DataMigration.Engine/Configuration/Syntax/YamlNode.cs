using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Syntax;

/// <summary>A node of the syntax tree, with the stretch of text it was made of.</summary>
internal abstract class YamlNode(SourceText source, int start, int end)
{
    public SourceText Source { get; } = source;

    public int Start { get; } = start;

    public int End { get; set; } = end;

    public SourceSpan Span => Source.Span(Start, End);

    /// <summary>
    /// Its value is not known (an alias, an undefined variable), and that has been reported: nothing is said about it any more.
    /// </summary>
    public bool IsUnknown { get; set; }
}

using DataMigration.Diagnostics;

namespace DataMigration.Declarations;

/// <summary>A mapping of a pipeline whose keys belong to a language of their own (a JSON Schema), as JSON. Variables are not filled in.</summary>
/// <param name="Text">The mapping as JSON; numbers keep their digits.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Places">Where each value stands, by its JSON Pointer (<c>/properties/name/minLength</c>; the whole by empty text).</param>
public sealed record InlineJson(string Text, SourceSpan Span, IReadOnlyDictionary<string, SourceSpan> Places);

using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>What to read.</summary>
/// <param name="Text">One statement.</param>
/// <param name="Span">The place in the pipeline that asks for it.</param>
internal sealed record SqlQuery(string Text, SourceSpan Span);

using System.Text.Json;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>How far the ranges of a source have been read.</summary>
/// <param name="Turn">Which of them is next.</param>
/// <param name="Ranges">All of them: whoever goes on reads the same ones.</param>
internal sealed record SqlRangesCursor(int Turn, IReadOnlyList<SqlRange> Ranges)
{
    public string ToText() => JsonSerializer.Serialize(this, ConnectorJson.Default.SqlRangesCursor);

    /// <exception cref="Failures.MigrationException">It is none of this query's.</exception>
    public static SqlRangesCursor Parse(string text, int width, SourceSpan span) =>
        SqlCursor.Parse(text, ConnectorJson.Default.SqlRangesCursor, c => c.Ranges is { Count: > 0 } ranges && c.Turn >= 0 && c.Turn < ranges.Count && ranges.All(r => r.Key is null || r.Key.Count == width), span);
}

using System.Text.Json;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>How far a query has been read.</summary>
/// <param name="Rows">Rows so far.</param>
/// <param name="Key">The key of the last one, each value in its own form.</param>
internal sealed record SqlCursor(long Rows, IReadOnlyList<string> Key)
{
    public string ToText() => JsonSerializer.Serialize(this);

    /// <exception cref="MigrationException">It is none of this query's.</exception>
    public static SqlCursor Parse(string text, int width, SourceSpan span)
    {
        try
        {
            if (JsonSerializer.Deserialize<SqlCursor>(text) is { Rows: > 0, Key: { } key } cursor && key.Count == width) return cursor;
        }
        catch (JsonException)
        {
            // As bad as another query's.
        }
        throw new MigrationException(SqlMessages.NoCursor.At(span, text));
    }
}

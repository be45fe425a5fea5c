using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>How far a query has been read.</summary>
/// <param name="Rows">Rows so far.</param>
/// <param name="Key">The key of the last one, each value in its own form.</param>
internal sealed record SqlCursor(long Rows, IReadOnlyList<string> Key)
{
    public string ToText() => JsonSerializer.Serialize(this, ConnectorJson.Default.SqlCursor);

    /// <exception cref="MigrationException">It is none of this query's.</exception>
    public static SqlCursor Parse(string text, int width, SourceSpan span) => Parse(text, ConnectorJson.Default.SqlCursor, c => c.Rows > 0 && c.Key?.Count == width, span);

    /// <summary>One of any kind.</summary>
    /// <exception cref="MigrationException">It does not fit.</exception>
    public static T Parse<T>(string text, JsonTypeInfo<T> type, Func<T, bool> fits, SourceSpan span) where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize(text, type) is { } cursor && fits(cursor)) return cursor;
        }
        catch (JsonException)
        {
            // As bad as another query's.
        }
        throw new MigrationException(SqlMessages.NoCursor.At(span, text));
    }
}

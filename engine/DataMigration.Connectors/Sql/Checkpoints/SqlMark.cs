using System.Text.Json;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>What a load into a table has to remember besides its rows.</summary>
/// <param name="Rows">Rows it has added.</param>
/// <param name="Keys">Keys that it has noted as written.</param>
/// <param name="Offered">Rows that it has been offered, as <see cref="CommittedRange"/> counts them.</param>
/// <param name="Rest">The end of a range that was committed before, behind which the mark lies; null but for a moment.</param>
internal sealed record SqlMark(long Rows, long Keys, long Offered = 0, CommittedRange? Rest = null)
{
    public string ToText() => JsonSerializer.Serialize(this, ConnectorJson.Default.SqlMark);

    /// <summary>Of a load that begins, nothing.</summary>
    /// <exception cref="MigrationException">It is none of ours.</exception>
    public static SqlMark Of(CheckpointRequest? request, SourceSpan span)
    {
        if (request?.Resume is not { } text) return new SqlMark(0, 0);
        try
        {
            if (JsonSerializer.Deserialize(text, ConnectorJson.Default.SqlMark) is { } mark) return mark;
        }
        catch (JsonException)
        {
            // As bad as none.
        }
        throw new MigrationException(SqlMessages.LoadedSince.At(span, request.Place.Run, request.Place.Target, "nobody knows which"));
    }
}

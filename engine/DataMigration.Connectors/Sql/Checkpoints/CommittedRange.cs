using System.Text.Json;

namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>Rows of a load that one of its connections has committed by itself. Rows are numbered over the whole load, in the order in which they are offered.</summary>
/// <param name="From">The first of them.</param>
/// <param name="To">The one behind the last.</param>
/// <param name="Sum">Of the hashes of their bytes: tells whether the rows that come in their place are the same.</param>
internal sealed record CommittedRange(long From, long To, ulong Sum)
{
    public string ToText() => JsonSerializer.Serialize(this, ConnectorJson.Default.CommittedRange);

    /// <exception cref="JsonException">It is none of ours.</exception>
    public static CommittedRange Parse(string text) => JsonSerializer.Deserialize(text, ConnectorJson.Default.CommittedRange) ?? throw new JsonException();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>A run of the history for programs: what the store keeps as text that is JSON is JSON here too.</summary>
internal static class RunRecordJson
{
    public static JsonObject Of(RunRecord record)
    {
        var json = JsonSerializer.SerializeToNode(record, OutputJson.Style)!.AsObject();
        json["counts"] = Parsed(record.Counts);
        json["journals"] = Parsed(record.Journals);
        json["fingerprint"] = Parsed(record.Fingerprint);
        return json;
    }

    private static JsonNode? Parsed(string? text) => string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DataMigration.Rollback;

namespace DataMigration.Cli.Output;

/// <summary>A rollback for programs.</summary>
internal static class RollbackJson
{
    public static string Of(RollbackResult result, bool planned) => new JsonObject
    {
        ["run"] = result.Run,
        ["rollback"] = result.Rollback,
        ["status"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Status.ToString()),
        ["planned_only"] = planned,
        ["targets"] = JsonSerializer.SerializeToNode(result.Targets, OutputJson.Style),
        ["error"] = result.Error is { } error ? new JsonObject { ["code"] = error.Code, ["message"] = error.Message, ["remedy"] = error.Remedy } : null,
        ["exit_code"] = result.ExitCode,
    }.ToJsonString(OutputJson.Style);
}

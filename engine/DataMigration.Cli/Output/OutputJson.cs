using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>All that a command prints as JSON is printed as reports are written.</summary>
internal static class OutputJson
{
    public static JsonSerializerOptions Style { get; } = new(ReportJson.Options) { TypeInfoResolver = JsonTypeInfoResolver.Combine(OutputTypes.Default, ReportJson.Options.TypeInfoResolver) };
}

/// <param name="Runs">Reports, and what stands in place of one where there was no run.</param>
internal sealed record AllRuns(IReadOnlyList<object> Runs);

/// <summary>What only the command line writes, described when it is built.</summary>
[JsonSerializable(typeof(AllRuns))]
[JsonSerializable(typeof(InvalidPipeline))]
[JsonSerializable(typeof(NotRunPipeline))]
[JsonSerializable(typeof(IEnumerable<FindingRecord>))]
internal sealed partial class OutputTypes : JsonSerializerContext;

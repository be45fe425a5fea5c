using System.Text.Json.Serialization;
using DataMigration.Checkpoints;
using DataMigration.Replay;
using DataMigration.Rollback;

namespace DataMigration.Execution;

/// <summary>What every run writes as JSON, described when the engine is built: describing it by reflection took a tenth of a short run.</summary>
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(ReplayedRejects))]
[JsonSerializable(typeof(IReadOnlyList<TargetJournal>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class EngineJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using DataMigration.Checkpoints;
using DataMigration.Execution.Preview;
using DataMigration.Planning;
using DataMigration.Replay;
using DataMigration.Rollback;
using DataMigration.State;

namespace DataMigration.Execution;

/// <summary>What is written as JSON, described when the engine is built: describing it by reflection took a tenth of a short run, and a native program cannot.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(PlanDescription))]
[JsonSerializable(typeof(PipelinePreview))]
[JsonSerializable(typeof(IReadOnlyList<TargetUndo>))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(ReplayedRejects))]
[JsonSerializable(typeof(IReadOnlyList<TargetJournal>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class EngineJson : JsonSerializerContext;

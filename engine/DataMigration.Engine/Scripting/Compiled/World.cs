using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>What scripts see of the run.</summary>
/// <param name="Now">The run's start in milliseconds of JavaScript's time.</param>
internal sealed record World(Value RunId, Value StartedAt, double Now);

using DataMigration.Data;

namespace DataMigration.Scripting;

/// <summary>What scripts see besides <c>row</c>.</summary>
/// <param name="Parameters">The values behind <c>params</c>, each with its type; null = none given.</param>
/// <param name="RunId"><c>run.id</c>.</param>
/// <param name="StartedAt"><c>run.started_at</c>, and what <c>Date.now()</c> and <c>new Date()</c> return: the run's first start, so that a resumed run equals an undisturbed one.</param>
public sealed record ScriptEnvironment(
    IReadOnlyDictionary<string, (DataType Type, string? Text)> Parameters, string RunId, DateTimeOffset StartedAt);

namespace DataMigration.Scripting.Checking;

/// <summary>What a pipeline's scripts can refer to, besides their row and their own variables.</summary>
/// <param name="Library">What the script files declare.</param>
/// <param name="Parameters">Behind <c>params</c>.</param>
internal sealed record ScriptNames(Scope Library, IReadOnlyCollection<string> Parameters);

namespace DataMigration.Scripting;

/// <summary>What a pipeline's scripts can refer to, besides their row and their own variables.</summary>
/// <param name="Library">What the script files declare.</param>
/// <param name="Parameters">Behind <c>params</c>.</param>
/// <param name="Members">Names of members that the script files define themselves, which are therefore not missing ones of the language.</param>
internal sealed record ScriptNames(NameScope Library, IReadOnlyCollection<string> Parameters, IReadOnlySet<string> Members);

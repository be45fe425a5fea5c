namespace DataMigration.Scripting;

/// <summary>Ends a call that used up its budget or may not go on. No JavaScriptException, so that a script cannot catch it.</summary>
internal sealed class ScriptLimitException(string sentencePart, bool endsRun = false) : Exception(sentencePart)
{
    /// <summary>Whether the run fails and not only the row.</summary>
    public bool EndsRun { get; } = endsRun;
}

namespace DataMigration.Scripting;

/// <summary>A script file failed when it was run; becomes a diagnostic when planning.</summary>
internal sealed class ScriptLoadException(ParsedScript file, string sentence) : Exception(sentence)
{
    public ParsedScript File { get; } = file;
}

using DataMigration.Diagnostics;

namespace DataMigration.Scripting;

/// <summary>A script file failed when it was run; becomes a diagnostic when planning.</summary>
internal sealed class ScriptLoadException(SourceSpan place, string why) : Exception(why)
{
    public SourceSpan Place { get; } = place;
}

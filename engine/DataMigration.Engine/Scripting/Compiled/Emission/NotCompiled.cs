using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

/// <summary>A construct that the compiled path lacks: Jint takes the script. Never leaves the planning.</summary>
/// <param name="what">As the subject of a sentence: <c>'new Person'</c>.</param>
internal sealed class NotCompiled(ScriptOrigin origin, TextRange at, string what) : Exception(what)
{
    public ScriptOrigin Origin { get; } = origin;

    public TextRange At { get; } = at;
}

using DataMigration.Data;
using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting;

/// <summary>A compiled script as engines need it.</summary>
/// <param name="Syntax">Its text, read when planning.</param>
/// <param name="Schema">The row it was compiled for.</param>
/// <param name="Code">What runs it; null when Jint interprets it.</param>
internal sealed record KnownScript(Script Syntax, RecordSchema Schema, FunctionCode? Code)
{
    public ScriptOrigin Origin => Syntax.Origin;
}

using DataMigration.Diagnostics;
using DataMigration.Scripting.Syntax;
using Jint.Parser;
using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A syntax tree with the way back to the file.</summary>
internal sealed record ParsedScript(ScriptOrigin Origin, Program Program, ScriptForm Form)
{
    /// <summary>The place that Jint calls this location.</summary>
    public SourceSpan Place(Location? location, int length = 1)
    {
        if (location is null) return Origin.Start;
        int column = location.Start.Column;
        if (location.Start.Line == 1 && !Origin.IsFile) column -= ScriptParser.Prefix(Form).Length;
        return Origin.At(location.Start.Line, column, length);
    }
}

using DataMigration.Diagnostics;

namespace DataMigration.Scripting.Syntax;

/// <summary>Ends the reading of a script: what is wrong, and where in its text. Becomes a diagnostic and never leaves the planning.</summary>
internal sealed class SyntaxFailure(DiagnosticDescriptor message, int start, int length, params object[] arguments) : Exception(message.Code)
{
    public int Start { get; } = start;

    /// <summary>A plain mistake.</summary>
    public static SyntaxFailure At(int start, int length, string what) => new(ScriptMessages.Syntax, start, length, what);

    /// <summary>A construct that scripts do without.</summary>
    public static SyntaxFailure Beyond(int start, int length, string what, string instead) => new(ScriptMessages.Modern, start, length, what, instead);

    public void Report(ScriptOrigin origin, DiagnosticBag diagnostics) => diagnostics.Add(message, origin.At(Start, length), arguments);
}

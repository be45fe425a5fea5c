using DataMigration.Diagnostics;

namespace DataMigration.Validations.Patterns;

/// <summary>Why a pattern cannot be used; thrown by the parser and caught where it was called, never seen outside.</summary>
internal sealed class PatternProblem(DiagnosticDescriptor descriptor, params object[] arguments) : Exception
{
    public static PatternProblem Syntax(string what, int position) => new(ValidationMessages.BadPattern, $"{what} at character {position + 1}");

    public static PatternProblem Backtracking(string what, int position) => new(ValidationMessages.PatternNeedsBacktracking, what, position + 1);

    public static PatternProblem Unsupported(string what, int position, string remedy) => new(ValidationMessages.PatternUnsupported, what, position + 1, remedy);

    public Diagnostic At(SourceSpan? span) => descriptor.At(span, arguments);
}

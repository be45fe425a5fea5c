using DataMigration.Diagnostics;
using DataMigration.Validations;

namespace DataMigration.Patterns;

/// <summary>Why a pattern cannot be used; thrown by the parser and caught where it was called, never seen outside.</summary>
internal sealed class PatternProblem : Exception
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly object[] _arguments;

    /// <param name="words">The problem in the words of a script, which knows other remedies than a rule.</param>
    private PatternProblem(string words, DiagnosticDescriptor descriptor, params object[] arguments) : base(words) => (_descriptor, _arguments) = (descriptor, arguments);

    public static PatternProblem Syntax(string what, int position) =>
        new($"{what} at character {position + 1} of the regular expression", ValidationMessages.BadPattern, $"{what} at character {position + 1}");

    public static PatternProblem Backtracking(string what, int position) => new(what, ValidationMessages.PatternNeedsBacktracking, what, position + 1);

    public static PatternProblem Unsupported(string what, int position, string remedy) =>
        new($"{what}, at character {position + 1} of the regular expression, is not supported: {remedy}", ValidationMessages.PatternUnsupported, what, position + 1, remedy);

    public Diagnostic At(SourceSpan? span) => _descriptor.At(span, _arguments);
}

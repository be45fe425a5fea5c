namespace DataMigration.Diagnostics;

/// <summary>One finding about an author's pipeline, ready to show.</summary>
/// <param name="Descriptor">Code and severity.</param>
/// <param name="Span">Where, or null when no file is concerned.</param>
/// <param name="Message">What is wrong, arguments filled in.</param>
/// <param name="Remedy">What to do; may be a "did you mean" that stands under the caret.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, SourceSpan? Span, string Message, string Remedy)
{
    /// <summary>The stable code.</summary>
    public string Code => Descriptor.Code;

    /// <summary>Whether it keeps the pipeline from running.</summary>
    public DiagnosticSeverity Severity => Descriptor.Severity;

    /// <summary>The finding on one line: <c>place: error DM0000: message</c>.</summary>
    public override string ToString() =>
        $"{(Span is { } span ? span + ": " : "")}{(Severity == DiagnosticSeverity.Error ? "error" : "warning")} {Code}: {Message}";
}

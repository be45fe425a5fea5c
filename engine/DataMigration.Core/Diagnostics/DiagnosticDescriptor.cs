namespace DataMigration.Diagnostics;

/// <summary>
/// The one declaration of a message: its stable code, its wording, its cause and its remedy. Declared as
/// <c>public static readonly</c> fields of a static class named <c>…Messages</c>; the catalogue finds them there, the
/// reference page <c>schemas/reference/messages.md</c> lists them and a test demands an example of each.
/// </summary>
/// <param name="Code">Stable for ever: <c>DM1…</c> syntax and shape of a file, <c>DM2…</c> names, types, scripts,
/// <c>DM3…</c> the world (files, databases, permissions), <c>DM4…</c> a run's rules (thresholds, counts), <c>DM9…</c> faults of ours.</param>
/// <param name="Severity">Whether it keeps a pipeline from running.</param>
/// <param name="Message">What is wrong, with <c>{0}</c>, <c>{1}</c> … for its arguments. Lower case, no full stop.</param>
/// <param name="Remedy">What the author should do about it, one sentence, with the same arguments; shown after the message.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Message, string Remedy)
{
    /// <summary>A finding at a place.</summary>
    /// <param name="span">Where, or null when no file is concerned.</param>
    /// <param name="arguments">For the placeholders of message and remedy.</param>
    public Diagnostic At(SourceSpan? span, params object?[] arguments) =>
        new(this, span, string.Format(null, Message, arguments), string.Format(null, Remedy, arguments));
}

using DataMigration.Diagnostics;

namespace DataMigration.Failures;

/// <summary>
/// What can reject a row, made once when the pipeline is planned: a mapping's type, a validation, a target's constraint.
/// Its code and place stand in every reason it gives.
/// </summary>
/// <param name="Stage">Where it judges.</param>
/// <param name="Code">The stable word of the reason (<c>required</c>, <c>type</c>, the author's own <c>code</c>).</param>
/// <param name="Span">Its place in the pipeline file, or null for a rule of the source or target itself.</param>
public sealed record Rule(Stage Stage, string Code, SourceSpan? Span)
{
    /// <summary>What breaking it does.</summary>
    public Severity Severity { get; init; } = Severity.Reject;

    /// <summary>The author's own message, which replaces the built-in one; null = the built-in one.</summary>
    public string? Message { get; init; }
}

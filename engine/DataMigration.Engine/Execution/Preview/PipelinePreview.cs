namespace DataMigration.Execution.Preview;

/// <summary>What becomes of the first rows of a pipeline, stage by stage; <c>preview --output json</c> prints this object.</summary>
/// <param name="Pipeline">Its name.</param>
/// <param name="Rows">In source order; a row that a step made others of is there as those.</param>
public sealed record PipelinePreview(string Pipeline, IReadOnlyList<PreviewedRow> Rows);

/// <summary>One row on its way.</summary>
/// <param name="Source">The source it is of.</param>
/// <param name="File">The file, or null for a query.</param>
/// <param name="Line">Its line there, or null.</param>
/// <param name="Stages">The fields after each stage that the row went through, the source first.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="EndedAt">The stage that filtered or skipped it, or null.</param>
/// <param name="Targets">Those that would get it.</param>
/// <param name="Reasons">Why it is rejected, and warnings.</param>
public sealed record PreviewedRow(string Source, string? File, long? Line, IReadOnlyList<PreviewedStage> Stages, PreviewOutcome Outcome, string? EndedAt,
    IReadOnlyList<string> Targets, IReadOnlyList<PreviewReason> Reasons);

/// <param name="Name">source, a transform with its number, or mappings.</param>
/// <param name="Values">Fields with their values as text, null for null.</param>
public sealed record PreviewedStage(string Name, IReadOnlyDictionary<string, string?> Values);

/// <param name="Code">The reason's code.</param>
/// <param name="Severity">warning, reject or fail.</param>
/// <param name="Field">The field, or null for the whole row.</param>
/// <param name="Message">A whole sentence.</param>
public sealed record PreviewReason(string Code, string Severity, string? Field, string Message);

/// <summary>How a row of a preview ended. Targets are not asked: what they would refuse shows in a dry run.</summary>
public enum PreviewOutcome
{
    Passed,
    Rejected,
    Filtered,
    Skipped,
}

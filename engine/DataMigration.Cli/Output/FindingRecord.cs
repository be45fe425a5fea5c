using DataMigration.Diagnostics;

namespace DataMigration.Cli.Output;

/// <summary>A finding as JSON holds it.</summary>
internal sealed record FindingRecord(string Code, DiagnosticSeverity Severity, string? File, int? Line, int? Column, int? Length, string Message, string Remedy)
{
    public static FindingRecord Of(Diagnostic finding) => new(finding.Code, finding.Severity,
        finding.Span?.File, finding.Span?.Line, finding.Span?.Column, finding.Span?.Length, finding.Message, finding.Remedy);
}

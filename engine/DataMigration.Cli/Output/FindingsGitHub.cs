using System.Globalization;
using DataMigration.Diagnostics;

namespace DataMigration.Cli.Output;

/// <summary>Findings as GitHub's workflow commands, which show them beside the line in a pull request.</summary>
internal static class FindingsGitHub
{
    public static void Write(TextWriter output, Findings findings)
    {
        foreach (var finding in findings.Items) output.WriteLine(Annotation(finding));
    }

    internal static string Annotation(Diagnostic finding)
    {
        string kind = finding.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        string place = finding.Span is { } span
            ? string.Create(CultureInfo.InvariantCulture, $"file={Property(span.File)},line={span.Line},col={span.Column},endColumn={span.Column + span.Length},")
            : "";
        string message = finding.Remedy.Length == 0 ? finding.Message : finding.Message + "\n" + finding.Remedy;
        return $"::{kind} {place}title={Property(finding.Code)}::{Data(message)}";
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

using DataMigration.Diagnostics;

namespace DataMigration.Cli.Output;

/// <summary>Findings for people, each with its line and a caret.</summary>
internal static class FindingsText
{
    public static void Write(TextWriter output, Paint paint, Findings findings)
    {
        foreach (var finding in findings.Items)
        {
            string[] lines = Printable.Lines(DiagnosticRenderer.Render(finding, findings.Texts)).TrimEnd('\n').Split('\n');
            lines[0] = finding.Severity == DiagnosticSeverity.Error ? paint.Red(lines[0]) : paint.Yellow(lines[0]);
            foreach (string line in lines) output.WriteLine(line);
            output.WriteLine();
        }
    }

    /// <summary><c>3 pipelines, 2 errors, 1 warning</c></summary>
    public static string Summary(int pipelines, Findings findings) =>
        $"{Amount.Of(pipelines, "pipeline")}, {Amount.Of(findings.Errors, "error")}, {Amount.Of(findings.Warnings, "warning")}";
}

namespace DataMigration.Diagnostics;

/// <summary>How much a diagnostic weighs: only errors keep a pipeline from running.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The pipeline cannot run.</summary>
    Error,

    /// <summary>The pipeline can run, and the author should know.</summary>
    Warning,
}

using DataMigration.Diagnostics;

namespace DataMigration.Rollback;

/// <summary>What can be said about undoing runs.</summary>
public static class RollbackMessages
{
    public static readonly DiagnosticDescriptor NotJournaled = new("DM4300", DiagnosticSeverity.Error,
        "`rollback: journal` cannot be had of target '{0}': {1}", "Take that away, or say `rollback: none`: the run cannot be undone then.");

    public static readonly DiagnosticDescriptor NotUndone = new("DM4301", DiagnosticSeverity.Error,
        "run {0} cannot be undone: {1}", "Nothing was changed.");

    public static readonly DiagnosticDescriptor NoConnection = new("DM4302", DiagnosticSeverity.Error,
        "the journal of run {0} is kept by connection '{1}', which {2}", "Give the project file the connection that the run was made with, and the environment it was made in.");

    public static readonly DiagnosticDescriptor ConflictsLeft = new("DM4303", DiagnosticSeverity.Error,
        "{0} rows were left as they are: somebody else has changed them since, or refers to them", "Look at them; `--force` undoes them too, and with them what was done to them since.");

    public static readonly DiagnosticDescriptor NotForgotten = new("DM4304", DiagnosticSeverity.Warning,
        "the journal of run {0} is older than `retention.journal` and cannot be taken away: {1}", "It takes space until `datamigrate forget {0}` succeeds.");
}

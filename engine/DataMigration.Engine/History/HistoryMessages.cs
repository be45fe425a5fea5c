using DataMigration.Diagnostics;

namespace DataMigration.History;

/// <summary>What can be said about the run history.</summary>
public static class HistoryMessages
{
    public static readonly DiagnosticDescriptor NoStore = new("DM3411", DiagnosticSeverity.Error,
        "the run history cannot be kept in {0}", "Name a connection to a database that keeps histories: sqlite, postgres or sqlserver.");

    public static readonly DiagnosticDescriptor IsRunning = new("DM4201", DiagnosticSeverity.Error,
        "pipeline '{0}' is being run already: {1}", "Wait until it is over, or stop it; two runs of one pipeline never go at the same time.");

    public static readonly DiagnosticDescriptor Restless = new("DM4202", DiagnosticSeverity.Warning,
        "the run history cannot be written at the moment: {0}", "The run goes on. If it cannot be written at its end either, the history calls it abandoned; its report is complete.");

    public static readonly DiagnosticDescriptor LockLost = new("DM4203", DiagnosticSeverity.Warning,
        "the connection to the run history was lost, and another run of pipeline '{0}' has begun since", "Stop one of them.");

    public static readonly DiagnosticDescriptor TakenOver = new("DM4206", DiagnosticSeverity.Error,
        "the connection to the run history was lost, and somebody else has gone on with run {0} of pipeline '{1}' since, undone it, or begun another", "What it had not committed then is not written. `datamigrate history` tells who it was.");

    public static readonly DiagnosticDescriptor NotPruned = new("DM4204", DiagnosticSeverity.Warning,
        "run {0} is older than `retention.runs` and cannot be taken away: {1}", "Take its folder away by hand, or allow this user to.");

    public static readonly DiagnosticDescriptor NotEnded = new("DM4205", DiagnosticSeverity.Warning,
        "the end of run {0} could not be written into the history: {1}", "The history will call it abandoned; its report says how it ended.");
}

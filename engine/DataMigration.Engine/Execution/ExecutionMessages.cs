using DataMigration.Diagnostics;

namespace DataMigration.Execution;

/// <summary>How a run can end otherwise than well, apart from what sources, targets and scripts say themselves.</summary>
public static class ExecutionMessages
{
    public static readonly DiagnosticDescriptor RejectFileEdited = new("DM4001", DiagnosticSeverity.Error,
        "the reject file '{0}' is not as a run left it", "Replay or move it, or give `rejects.path` another name; a run does not overwrite mended rows.");

    public static readonly DiagnosticDescriptor StoppedByThreshold = new("DM4002", DiagnosticSeverity.Error,
        "stopped: {0} of {1} rows were rejected, more than `stop_after: {2}` allows", "Read the reasons, mend the source or the rules, and run again.");

    public static readonly DiagnosticDescriptor StoppedByRule = new("DM4003", DiagnosticSeverity.Error,
        "stopped by a rule of severity fail: {0}", "Mend the row or the rule at {1}, and run again.");

    public static readonly DiagnosticDescriptor MoreRejectsThanAccepted = new("DM4004", DiagnosticSeverity.Error,
        "{0} of {1} rows were rejected, more than `accept: {2}` allows", "Mend the rejected rows and load them, or raise `rejects.accept`.");

    public static readonly DiagnosticDescriptor Cancelled = new("DM4005", DiagnosticSeverity.Error,
        "cancelled after {0} rows", "Committed batches of databases stay; a file appears only when it is whole. {1}");

    public static readonly DiagnosticDescriptor TriesAgain = new("DM4015", DiagnosticSeverity.Warning,
        "{0}: attempt {1} of {2} in {3:0.0} s", "Nothing is to be done while an attempt succeeds in the end; `on_error.retry` says how many there are.");

    public static readonly DiagnosticDescriptor RejectsNotWritable = new("DM4006", DiagnosticSeverity.Error,
        "the run's files cannot be written: {0}", "Check space and permissions of the folder.");

    public static readonly DiagnosticDescriptor RejectsChanged = new("DM4017", DiagnosticSeverity.Error,
        "{0} has {1} bytes, and the run had filed {2}: somebody has changed it since", "Put it back as it was. Rejects are mended in a copy, or once the run has come to its end.");

    public static readonly DiagnosticDescriptor RejectFileIsFolder = new("DM4007", DiagnosticSeverity.Error,
        "the reject file '{0}' is a folder", "Name a file inside it.");

    public static readonly DiagnosticDescriptor Bug = new("DM9001", DiagnosticSeverity.Error,
        "a fault of ours, not of your pipeline or data: {0}", "Please report it with the pipeline and the log.");

    public static readonly DiagnosticDescriptor CountsDoNotAddUp = new("DM9002", DiagnosticSeverity.Error,
        "a fault of ours: the counts do not add up ({0})", "Do not trust the target; please report it with the pipeline and the log.");
}

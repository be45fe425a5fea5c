using DataMigration.Diagnostics;

namespace DataMigration.Checkpoints;

/// <summary>What can be said when a run is taken up.</summary>
public static class CheckpointMessages
{
    public static readonly DiagnosticDescriptor NotResumable = new("DM4100", DiagnosticSeverity.Error,
        "run {0} cannot be taken up: {1}", "Run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor Changed = new("DM4101", DiagnosticSeverity.Error,
        "run {0} cannot be taken up as it was begun: {1}", "Undo the change, run the pipeline again from the start, or go on with what there is now: `--accept-changes`.");

    public static readonly DiagnosticDescriptor Stopped = new("DM4102", DiagnosticSeverity.Error,
        "run {0} was stopped by its own rules after {1} rows", "Mend the source or the rules and run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor Unreadable = new("DM4103", DiagnosticSeverity.Error,
        "the checkpoint of run {0} in {1} is not one that this program wrote", "Go on with the version that began the run, or run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor Apart = new("DM4104", DiagnosticSeverity.Error,
        "the targets of run {0} are further apart than one commit: {1}", "Somebody restored one of them from a backup, perhaps. Run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor NotSaved = new("DM4105", DiagnosticSeverity.Error,
        "the checkpoint cannot be written to {0}: {1}", "Check space and permissions of the folder.");

    public static readonly DiagnosticDescriptor Nothing = new("DM4110", DiagnosticSeverity.Error,
        "there is no run here to be taken up", "`datamigrate history` lists the runs; one that came to its end, or that a later run of its pipeline has followed, is not taken up.");

    public static readonly DiagnosticDescriptor Lost = new("DM4107", DiagnosticSeverity.Error,
        "run {0} cannot be taken up: target '{1}', which it had begun to load, knows nothing of it any more", "Somebody has loaded it since from another place, or restored it from a backup. Look at what stands there, and run the pipeline again from the start.");

    public static readonly DiagnosticDescriptor OtherRows = new("DM4106", DiagnosticSeverity.Error,
        "the rows behind the last commit of run {0} come in other portions than before", "Run the pipeline again from the start.");
}

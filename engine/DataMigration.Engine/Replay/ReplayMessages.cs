using DataMigration.Diagnostics;

namespace DataMigration.Replay;

/// <summary>What can be said about replaying rejects.</summary>
public static class ReplayMessages
{
    public static readonly DiagnosticDescriptor Refused = new("DM4320", DiagnosticSeverity.Error,
        "the rejects of run {0} cannot be replayed: {1}", "{2}");

    public static readonly DiagnosticDescriptor NoAddition = new("DM4321", DiagnosticSeverity.Error,
        "target '{0}' cannot take the rows of a replay: {1}", "Mend the source and run the pipeline again.");

    public static readonly DiagnosticDescriptor NoReplay = new("DM4322", DiagnosticSeverity.Error,
        "source '{0}' cannot be read from its reject file: {1}", "Mend the source and run the pipeline again.");
}

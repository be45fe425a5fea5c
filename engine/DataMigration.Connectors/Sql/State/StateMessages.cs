using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql.State;

/// <summary>What can be said about the place where the history is kept.</summary>
internal static class StateMessages
{
    public static readonly DiagnosticDescriptor NewerStore = new("DM3401", DiagnosticSeverity.Error,
        "the run history in {0} was written by a newer version of this program (its tables are of version {1}, this program knows {2})", "Run with that version or a later one.");

    public static readonly DiagnosticDescriptor Unusable = new("DM3402", DiagnosticSeverity.Error,
        "the run history cannot be kept in {0}: {1}", "Make the folder and the file writable, or name another place under `state:` in datamigration.yaml.");
}

using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>What can go wrong with keeping files that are replaced, and with bringing them back.</summary>
public static class FileJournalMessages
{
    public static readonly DiagnosticDescriptor NotKept = new("DM3070", DiagnosticSeverity.Error,
        "the former file '{0}' could not be kept as {1}: {2}", "See to the cause and run again; '{0}' is as it was before the run.");

    public static readonly DiagnosticDescriptor NotWritten = new("DM3071", DiagnosticSeverity.Error,
        "the journal {0}, which undoes the load, could not be written: {1}", "See to the cause (a full disk, a permission that is missing) and run again.");

    public static readonly DiagnosticDescriptor Unreadable = new("DM3072", DiagnosticSeverity.Error,
        "the journal {0}, which undoes a load, cannot be used: {1}", "Bring it back as it was; the former files stand beside those that replaced them, under hidden names that end in `.former`.");

    public static readonly DiagnosticDescriptor NotUndone = new("DM3073", DiagnosticSeverity.Error,
        "'{0}' could not be brought back to what it was: {1}", "See to the cause and roll back again; what is done stays done.");

    public static readonly DiagnosticDescriptor WrittenMeanwhile = new("DM3074", DiagnosticSeverity.Error,
        "somebody has written '{0}' while the run was interrupted, and the file that it was to replace is kept as {1}", "Move one of the two away, and take the run up again.");

    public static readonly DiagnosticDescriptor NotAsLeft = new("DM3075", DiagnosticSeverity.Error,
        "the load cannot begin again, since '{0}' {1}", "See who writes there; `datamigrate rollback` shows what the run has left.");

    public static readonly DiagnosticDescriptor NotForgotten = new("DM3076", DiagnosticSeverity.Error,
        "the former file {0} could not be taken away: {1}", "See to the cause and run `datamigrate forget` again.");
}

using DataMigration.Diagnostics;

namespace DataMigration.Keys;

/// <summary>What can go wrong with the keys that a run remembers.</summary>
public static class KeyMessages
{
    /// <summary>The spill file cannot grow.</summary>
    public static readonly DiagnosticDescriptor SpillFailed = new("DM3091", DiagnosticSeverity.Error,
        "the keys of this run ('unique' rules, 'deduplicate') have outgrown their memory and cannot be kept in {0}: {1}", "Free space there, or let the table's own unique index judge instead.");

    /// <summary>The file of a run that is taken up is not as the run left it.</summary>
    public static readonly DiagnosticDescriptor LogTooShort = new("DM3092", DiagnosticSeverity.Error,
        "{0} holds {1} keys, but the run had noted {2} when it stopped", "Run the pipeline again from the start; the run cannot be taken up.");
}

using DataMigration.Diagnostics;

namespace DataMigration.References;

/// <summary>What can be wrong with another source that rows are compared with.</summary>
public static class ReferenceMessages
{
    public static readonly DiagnosticDescriptor KeyTypesDiffer = new("DM2420", DiagnosticSeverity.Error,
        "'{0}' is {1} and '{2}.{3}' is {4}: keys of two types never match", "Give both one type: in the `columns` of a source, or by a `set` before this step.");

    public static readonly DiagnosticDescriptor DuplicateKey = new("DM4021", DiagnosticSeverity.Error,
        "the source '{0}' has the key {1} a second time ({2}), so one key has two answers", "Remove one of the rows, or say which one counts: `duplicates: first` or `duplicates: last`.");

    public static readonly DiagnosticDescriptor BrokenRow = new("DM4022", DiagnosticSeverity.Error,
        "the source '{0}' has a row that cannot be read ({1}): {2}", "Mend the row: what is looked up in a source with holes would be wrong without a word.");

    public static readonly DiagnosticDescriptor TooLarge = new("DM4023", DiagnosticSeverity.Error,
        "the source '{0}' is too large to be looked up in memory: its field '{1}' holds more than 2 GB", "Take fewer fields, or fewer rows of it, or let a query join the two.");
}

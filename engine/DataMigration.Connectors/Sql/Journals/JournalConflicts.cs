using DataMigration.Journals;

namespace DataMigration.Connectors.Sql.Journals;

/// <summary>What is said of a row that is not as the run has left it.</summary>
internal static class JournalConflicts
{
    public const string Foreign = "was added or changed since";

    public static UndoConflict Of(string row, int kind, string state) => new(row, (kind, state) switch
    {
        (JournalKind.Deleted, _) => "was taken away by the run and is there again",
        (_, "gone") => "was changed by the run and is gone since",
        _ => "was changed since",
    });
}

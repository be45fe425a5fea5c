using DataMigration.Journals;

namespace DataMigration.Connectors.Sql.Journals;

/// <summary>What the rows of a journal come to, by what became of theirs since: <c>same</c>, <c>changed</c> or <c>gone</c>.</summary>
internal static class JournalCounts
{
    /// <summary>How many rows in conflict are named.</summary>
    public const int Named = 1000;

    /// <summary>What is said of a row of a whole load's table that is not the run's.</summary>
    public const string Foreign = "was added or changed since";

    /// <summary>Adds so many rows to a plan.</summary>
    public static UndoPlan With(this UndoPlan plan, JournalContent content, int kind, string state, long count) => (kind, state) switch
    {
        // Those are counted in the table itself.
        (JournalKind.Inserted, _) when content.IsWhole => plan,
        (JournalKind.Inserted, "same") => plan with { Deletes = plan.Deletes + count },
        (JournalKind.Inserted, "gone") => plan with { Facts = [.. plan.Facts, count == 1 ? "1 row that the run has added is gone already" : $"{count} rows that the run has added are gone already"] },
        (JournalKind.Changed, "same") => plan with { Restores = plan.Restores + count },
        (JournalKind.Deleted, "gone") => plan with { Reinserts = plan.Reinserts + count },
        // The run's own rows stand in the way of those that come back, and go before them.
        (JournalKind.Deleted, "same") when content.Empties => plan with { Reinserts = plan.Reinserts + count },
        _ => plan with { Conflicts = plan.Conflicts + count },
    };

    /// <summary>Rows that were refused, and those that are in conflict still, each once.</summary>
    public static IReadOnlyList<UndoConflict> With(this IReadOnlyList<UndoConflict> refused, UndoPlan now) => [.. refused.Concat(now.Samples).DistinctBy(c => c.Row).Take(Named)];

    /// <summary>What is said of a row in conflict.</summary>
    public static UndoConflict Conflict(string row, int kind, string state) => new(row, (kind, state) switch
    {
        (JournalKind.Deleted, _) => "was taken away by the run and is there again",
        (_, "gone") => "was changed by the run and is gone since",
        _ => "was changed since",
    });
}

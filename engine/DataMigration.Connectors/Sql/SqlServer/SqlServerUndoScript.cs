using DataMigration.Connectors.Sql.Journals;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The undoing of a load as a script for the server's own shells (sqlcmd, Management Studio).</summary>
internal static class SqlServerUndoScript
{
    /// <summary>Ends a batch: what follows is compiled under the settings before it.</summary>
    private const string Go = "GO";

    /// <param name="content">What the journal says of itself.</param>
    /// <param name="text">The statements.</param>
    /// <param name="journal">The journal, quoted.</param>
    /// <param name="force">Undo what somebody has changed since, too.</param>
    public static IReadOnlyList<string> Lines(JournalContent content, SqlServerUndoText text, string journal, bool force) =>
    [
        Remark($"Undoes what a run has done to table {content.Table}; what it cannot undo stays in {journal}."),
        SqlServerSettings.Script + ";",
        Go,
        "BEGIN TRANSACTION;",
        $"{SqlServerUndoText.Declare};",
        $"{SqlServerUndoText.CreateDue};",
        .. text.Triggers("DISABLE").Select(t => $"{t};"),
        .. content.IsWhole ? [$"{text.DeleteWhole(force)};"] : Array.Empty<string>(),
        .. text.Step(force).Select(s => $"{s};"),
        $"DROP TABLE {SqlServerUndoText.Due};",
        .. text.Triggers("ENABLE").Select(t => $"{t};"),
        "COMMIT TRANSACTION;",
        Go,
    ];

    /// <summary>Where nobody can tell which rows are the run's.</summary>
    public static IReadOnlyList<string> Nothing(JournalContent content) => [Remark($"Which rows of table {content.Table} the run has added cannot be told; by force all would go.")];

    private static string Remark(string text) => $"-- {text}".ReplaceLineEndings(" ");
}

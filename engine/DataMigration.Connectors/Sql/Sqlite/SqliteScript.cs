using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The author's own statements before and after a load.</summary>
internal static class SqliteScript
{
    private static readonly HashSet<string> Shared = new(["INSERT", "REPLACE", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER", "DROP", "ANALYZE", "REINDEX", "SELECT"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs each text in a transaction of its own, or in the one that is open; once, however often the load is taken up.</summary>
    /// <param name="row">Where it is noted that a text was run, in its transaction; null where nobody takes the load up.</param>
    /// <param name="after">Whether they are those behind the load.</param>
    public static void Run(SqliteDatabase database, IReadOnlyList<string> texts, SourceSpan span, CheckpointRow? row, bool after)
    {
        for (int i = row?.Done(after) ?? 0; i < texts.Count; i++)
        {
            var query = new SqlQuery(texts[i], span);
            if (database.InTransaction) database.ExecuteAll(query, Fenced(database));
            else RunAlone(database, query, row, i + 1, after);
        }
    }

    private static void RunAlone(SqliteDatabase database, SqlQuery query, CheckpointRow? row, int done, bool after)
    {
        try
        {
            // A single statement is a transaction of its own already, and some (VACUUM) can only be that.
            if (!database.HasSeveral(query) && (row is null || !Shared.Contains(FirstWord(query.Text))))
            {
                database.ExecuteAll(query, null);
                if (database.InTransaction) throw new MigrationException(SqlMessages.OwnTransaction.At(query.Span, query.Text));
                Note();
                return;
            }
            database.Execute("BEGIN IMMEDIATE");
            database.ExecuteAll(query, Fenced(database));
            Note();
            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }

        void Note() => row?.NoteRunAsync(done, after, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Of a text with a comment in front nothing: that runs alone.</summary>
    private static string FirstWord(string text) => string.Concat(text.TrimStart().TakeWhile(char.IsAsciiLetter));

    /// <summary>Statements that would end the transaction they run in are refused.</summary>
    private static strdelegate_authorizer Fenced(SqliteDatabase database) =>
        (_, action, _, _, _, _) => database.InTransaction && action == raw.SQLITE_TRANSACTION ? raw.SQLITE_DENY : raw.SQLITE_OK;
}

using DataMigration.Diagnostics;
using DataMigration.Failures;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The author's own statements before and after a load.</summary>
internal static class SqliteScript
{
    /// <summary>Runs each text in a transaction of its own, or in the one that is open.</summary>
    public static void Run(SqliteDatabase database, IReadOnlyList<string> texts, SourceSpan span)
    {
        foreach (string text in texts)
        {
            var query = new SqlQuery(text, span);
            if (database.InTransaction) database.ExecuteAll(query, Fenced(database));
            else RunAlone(database, query);
        }
    }

    private static void RunAlone(SqliteDatabase database, SqlQuery query)
    {
        try
        {
            // A single statement is a transaction of its own already, and some (VACUUM) can only be that.
            if (!database.HasSeveral(query))
            {
                database.ExecuteAll(query, null);
                if (database.InTransaction) throw new MigrationException(SqlMessages.OwnTransaction.At(query.Span, query.Text));
                return;
            }
            database.Execute("BEGIN IMMEDIATE");
            database.ExecuteAll(query, Fenced(database));
            database.Execute("COMMIT");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    /// <summary>Statements that would end the transaction they run in are refused.</summary>
    private static strdelegate_authorizer Fenced(SqliteDatabase database) =>
        (_, action, _, _, _, _) => database.InTransaction && action == raw.SQLITE_TRANSACTION ? raw.SQLITE_DENY : raw.SQLITE_OK;
}

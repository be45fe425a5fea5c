using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>One run of a pipeline at a time loads a table: a file beside the database that is open exclusively. One that a killed run left behind holds nobody up.</summary>
internal static class SqliteLock
{
    /// <returns>What holds the lock while it is open; null where there is nothing to lock.</returns>
    /// <exception cref="MigrationException">Another run has it.</exception>
    public static FileStream? Take(string path, SqlWrite write)
    {
        if (write.DryRun || path.Length == 0) return null;
        string table = string.Concat(write.Table.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"_{(int)c:x}"));
        if (table.Length > 100) table = table[..100];
        string file = $"{path}.{write.Pipeline}.{table}.lock";
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new MigrationException(SqlMessages.Locked.At(write.Span, write.Pipeline, write.Table), inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new MigrationException(SqlMessages.DatabaseFailed.At(write.Span, file, e.Message), inner: e);
        }
    }
}

using System.IO.Hashing;
using System.Text;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// Says that a run of a pipeline is loading a table: a file beside the database, held open. Between two chunks the database itself is free, and another run
/// would write in between. The system lets go of the file however the run ends, so that one left behind by a killed run stands in nobody's way.
/// </summary>
internal sealed class SqliteLoadLock : IDisposable
{
    private readonly FileStream _file;

    private SqliteLoadLock(FileStream file) => _file = file;

    public static SqliteLoadLock Take(string database, string description, string pipeline, SqlName loaded, SourceSpan? span)
    {
        // SQLite compares names of tables without case (of ASCII); any text can be one, so its digest stands for it.
        string table = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(loaded.Name.ToLowerInvariant())).AsSpan(0, 6));
        string path = $"{database}-{pipeline}-{table}.lock";
        while (true)
        {
            try
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                // The run before may have removed the file between our opening and our locking it; then another could lock a new one.
                if (File.Exists(path)) return new SqliteLoadLock(file);
                file.Dispose();
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                throw new MigrationException(SqlMessages.Locked.At(span, pipeline, loaded), inner: e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new MigrationException(SqlMessages.DatabaseFailed.At(span, description, e.Message), inner: e);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}

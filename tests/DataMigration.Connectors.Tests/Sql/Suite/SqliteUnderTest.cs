using DataMigration.Connectors.Sql.Sqlite;

namespace DataMigration.Connectors.Sql.Suite;

public sealed class SqliteLoadSuite : SqlLoadSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqliteUnderTest.NewAsync();
}

public sealed class SqliteModelSuite : SqlModelSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqliteUnderTest.NewAsync();
}

/// <summary>A file. Its journal is the old one, under which a reader can hold up a commit.</summary>
internal sealed class SqliteUnderTest : IDatabaseUnderTest
{
    private readonly TestDatabase _database = new("CREATE TABLE here (id INTEGER)", SqliteJournal.Delete);

    /// <summary>A new one.</summary>
    public static Task<IDatabaseUnderTest> NewAsync() => Task.FromResult<IDatabaseUnderTest>(new SqliteUnderTest());

    public string Text => "TEXT";

    public string? Narrow => null;

    public string Identity => "INTEGER PRIMARY KEY AUTOINCREMENT";

    public ISqlConnection Connect() => new SqliteConnection(_database.Options);

    public string? Limited(int length) => null;

    public string Generated(string expression) => $"BIGINT GENERATED ALWAYS AS ({expression}) STORED";

    public string Checked(string column) => "-";

    public bool NullsFirst => false;

    public string RefusingTrigger(string table, string column, string value) =>
        string.Join(";;", new[] { "INSERT", "UPDATE" }.Select(what => $"CREATE TRIGGER refuse_{what} AFTER {what} ON {table} WHEN new.{column} = '{value}' BEGIN SELECT RAISE(ABORT, 'no such rows'); END"));

    public Task ExecuteAsync(string sql)
    {
        _database.Run("PRAGMA foreign_keys = ON;;" + sql);
        return Task.CompletedTask;
    }

    public Task RunScriptAsync(string script) => ExecuteAsync(script.Replace(";\n", ";;", StringComparison.Ordinal));

    public Task<IReadOnlyList<string>> RowsAsync(string query) => Task.FromResult<IReadOnlyList<string>>(_database.Rows(query));

    public Task<IAsyncDisposable> DisturbAsync(bool atCommit)
    {
        var other = SqliteDatabase.OpenToWrite(_database.Options, "other");
        if (!atCommit)
        {
            other.Execute("BEGIN IMMEDIATE");
            return Task.FromResult<IAsyncDisposable>(new Disturbance(other, null));
        }
        var reading = other.Prepare("SELECT name FROM sqlite_schema");
        reading.StepOrThrow();
        return Task.FromResult<IAsyncDisposable>(new Disturbance(other, reading));
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Disturbance(SqliteDatabase other, SqliteStatement? reading) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            reading?.Dispose();
            other.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

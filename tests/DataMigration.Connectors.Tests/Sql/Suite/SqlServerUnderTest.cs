using System.Text.RegularExpressions;
using DataMigration.Data;
using DataMigration.Tests.Sql.SqlServer;

namespace DataMigration.Connectors.Sql.Suite;

public sealed class SqlServerLoadSuite : SqlLoadSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqlServerUnderTest.NewAsync();
}

public sealed class SqlServerModelSuite : SqlModelSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqlServerUnderTest.NewAsync();
}

/// <summary>A database on the server that the environment names.</summary>
internal sealed partial class SqlServerUnderTest(SqlServerDatabase database) : IDatabaseUnderTest
{
    /// <summary>A new one.</summary>
    public static Task<IDatabaseUnderTest> NewAsync() => Task.FromResult<IDatabaseUnderTest>(new SqlServerUnderTest(SqlServerServer.CreateDatabase()));

    public string Text => "nvarchar(100)";

    public string Narrow => "smallint";

    public string Identity => "bigint IDENTITY(1,1) NOT NULL PRIMARY KEY";

    public ISqlConnection Connect() => database.Connect();

    public string Limited(int length) => $"nvarchar({length})";

    public string Generated(string expression) => $"AS ({expression}) PERSISTED";

    /// <summary>SQL Server 2016 keeps JSON as any other text.</summary>
    public DataType ReadAs(DataType type) => type.Kind == DataKind.Json ? DataType.Text : type;

    public string Checked(string column) => column;

    public int MaxColumns => 1020;

    public bool NullsFirst => true;

    /// <summary>The way of most triggers of its kind: they end the transaction.</summary>
    public string RefusingTrigger(string table, string column, string value) => $"""
        CREATE TRIGGER refuse ON {table} AFTER INSERT, UPDATE AS
        IF EXISTS (SELECT 1 FROM inserted WHERE {column} = '{value}') BEGIN ROLLBACK TRANSACTION; RAISERROR('no such rows', 16, 1); RETURN; END
        """;

    public Task ExecuteAsync(string sql)
    {
        // To this server two nulls are the same in a unique index, which is another test's business.
        database.Execute(UniqueIndex().Replace(sql, "$0 WHERE $1 IS NOT NULL").Replace(" ADD COLUMN ", " ADD ", StringComparison.Ordinal));
        return Task.CompletedTask;
    }

    public Task RunScriptAsync(string script)
    {
        database.RunScript(script);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RowsAsync(string query) => Task.FromResult<IReadOnlyList<string>>(database.Rows(query));

    /// <summary>The server ends every connection to the database; new ones are welcome at once.</summary>
    public Task<IAsyncDisposable> DisturbAsync(bool atCommit)
    {
        database.Kill();
        return Task.FromResult<IAsyncDisposable>(new Disturbance());
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"CREATE UNIQUE INDEX \w+ ON \w+ \((\w+)\)")]
    private static partial Regex UniqueIndex();

    private sealed class Disturbance : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

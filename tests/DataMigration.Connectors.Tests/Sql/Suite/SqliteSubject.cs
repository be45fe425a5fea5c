using DataMigration.Connectors;
using DataMigration.Connectors.Sql;

namespace DataMigration.Tests.Sql.Suite;

internal sealed class SqliteSubject : IDatabaseUnderTest
{
    private readonly TestDatabase _database = new("CREATE TABLE datamigration_made (a INT)");

    public IConnection Connection => _database.Connection;

    public void Execute(string sql) => _database.Run(sql);

    public List<string> Rows(string sql) => _database.Rows(sql);

    public string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string RefusingTrigger(string table, string condition) => $"CREATE TRIGGER refuse BEFORE INSERT ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, 'not this one'); END";

    public string NumberedKey(string name) => $"{name} INTEGER PRIMARY KEY";

    public void Dispose() => _database.Dispose();
}

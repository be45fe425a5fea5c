using DataMigration.Connectors;
using DataMigration.Tests.Sql.Postgres;

namespace DataMigration.Tests.Sql.Suite;

internal sealed class PostgresSubject : IDatabaseUnderTest
{
    private readonly PostgresDatabase _database = PostgresServer.CreateDatabase();

    public IConnection Connection => _database.Connection;

    public void Execute(string sql)
    {
        foreach (string statement in sql.Split(";;", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) _database.Execute(statement);
    }

    public List<string> Rows(string sql) => [.. _database.Rows(sql).Select(r => r.Replace("~", "∅", StringComparison.Ordinal))];

    public string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string RefusingTrigger(string table, string condition) => $"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;;
        CREATE TRIGGER refuse BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()
        """;

    public string NumberedKey(string name) => $"{name} serial PRIMARY KEY";

    public void Dispose() => _database.Dispose();
}

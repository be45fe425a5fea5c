namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A prepared statement and the fields that its parameters stand for, in order.</summary>
internal sealed class SqliteRowStatement(SqliteDatabase database, string sql, int[] fields) : IDisposable
{
    public SqliteStatement Statement { get; } = database.Prepare(sql);

    public int[] Fields { get; } = fields;

    public void Dispose() => Statement.Dispose();
}

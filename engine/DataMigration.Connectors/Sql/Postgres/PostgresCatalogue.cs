using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

internal static class PostgresCatalogue
{
    public static ValueTask<SqlLookup> LookUpAsync(NpgsqlConnection connection, SqlName name, CancellationToken cancellationToken) => throw new NotSupportedException();
}

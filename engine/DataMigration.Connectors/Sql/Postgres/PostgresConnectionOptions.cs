using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>The options of a PostgreSQL connection.</summary>
public sealed record PostgresConnectionOptions
{
    [Option("Where the database is and who asks: `Host=…;Database=…;Username=…;Password=…`, or a URL `postgres://user:password@host:5432/database`.", Example = "\"${env:CRM_DB}\"", Secret = true)]
    public required string ConnectionString { get; init; }
}

using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The options of a SQL Server connection.</summary>
public sealed record SqlServerConnectionOptions
{
    [Option("Where the database is and who asks, as Microsoft.Data.SqlClient writes it: `Server=…;Database=…;User ID=…;Password=…`. The connection is encrypted and the server's certificate checked unless it says otherwise "
        + "(`TrustServerCertificate=true`, `Encrypt=false`).", Example = "\"${env:CRM_DB}\"", Secret = true)]
    public required string ConnectionString { get; init; }
}

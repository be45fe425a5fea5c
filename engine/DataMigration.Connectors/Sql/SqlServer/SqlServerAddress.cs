using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>A connection string as a run uses it. Encryption and the certificate are the author's: what the string leaves out is the driver's default, an encrypted connection to a server that is known.</summary>
internal static class SqlServerAddress
{
    /// <exception cref="MigrationException">It is none.</exception>
    public static SqlConnectionStringBuilder Read(string text)
    {
        try
        {
            var address = new SqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(address.DataSource)) throw Wrong("it names no server");
            if (!address.ShouldSerialize("Application Name")) address.ApplicationName = "datamigration";
            // A connection of a run ends with it: its temporary tables and locks must not be met by the next one.
            address.Pooling = false;
            // A connection that was mended unseen has lost the same; the run tries again itself, and knows what it must do anew.
            address.ConnectRetryCount = 0;
            address.MultipleActiveResultSets = false;
            address.Enlist = false;
            address.PersistSecurityInfo = false;
            return address;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            // The driver may repeat what it was given, password and all: only the kind of the mistake is told.
            throw Wrong("it cannot be understood");
        }
    }

    private static MigrationException Wrong(string mistake) => new(SqlServerMessages.BadConnectionString.At(null, mistake));
}

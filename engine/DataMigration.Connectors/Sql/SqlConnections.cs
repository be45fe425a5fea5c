using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

/// <summary>Finds the database behind a reference; a connection of another kind is the author's error.</summary>
internal static class SqlConnections
{
    public static ISqlConnection? Find(ConnectionReference reference, ConnectorContext context, DiagnosticBag diagnostics)
    {
        var connection = context.Connection(reference);
        if (connection is ISqlConnection sql) return sql;
        diagnostics.Add(NotADatabase(reference, connection));
        return null;
    }

    public static ISqlConnection Get(ConnectionReference reference, ConnectorContext context)
    {
        var connection = context.Connection(reference);
        return connection as ISqlConnection ?? throw new MigrationException(NotADatabase(reference, connection));
    }

    private static Diagnostic NotADatabase(ConnectionReference reference, IConnection connection) =>
        SqlMessages.NotADatabase.At(reference.Span, reference.Name, connection.Description);
}

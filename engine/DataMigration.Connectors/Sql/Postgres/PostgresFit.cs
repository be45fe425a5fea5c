using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

internal static class PostgresFit
{
    public static string? Refusal(Field field, PostgresColumn column) => null;

    public static string? Refusal(Field field) => null;
}

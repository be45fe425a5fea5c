using DataMigration.Connectors.Sql.Staging;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Tells errors of rows from errors of the world, by SQLSTATE.</summary>
internal static class PostgresRowErrors
{
    /// <summary>Classes that speak of connections, transactions, rights, names, resources and the server itself. Whatever else comes, a row's data or somebody's trigger has said.</summary>
    private static readonly HashSet<string> System = new(["08", "0A", "25", "26", "28", "2B", "2D", "34", "38", "3B", "3D", "3F", "40", "42", "53", "55", "57", "58", "72", "F0", "HV", "XX"], StringComparer.Ordinal);

    /// <summary>What is held against a row, or null.</summary>
    public static StageRowError? Of(PostgresException e)
    {
        if (System.Contains(e.SqlState[..2])) return null;
        var rule = e.SqlState switch
        {
            PostgresErrorCodes.NotNullViolation => SqlRules.NotNull,
            PostgresErrorCodes.ForeignKeyViolation or "23001" => SqlRules.ForeignKey,
            PostgresErrorCodes.UniqueViolation => SqlRules.Unique,
            PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ExclusionViolation => SqlRules.Check,
            PostgresErrorCodes.StringDataRightTruncation => SqlRules.TooLong,
            PostgresErrorCodes.NumericValueOutOfRange => SqlRules.Range,
            _ when e.SqlState.StartsWith("22", StringComparison.Ordinal) => SqlRules.Type,
            _ when e.SqlState.StartsWith("54", StringComparison.Ordinal) => SqlRules.TooLong,
            _ => SqlRules.Trigger,
        };
        return new StageRowError(rule, Some(e.ColumnName), Some(e.ConstraintName), e.MessageText + (e.Detail is { } detail ? $" ({detail.TrimEnd('.')})" : ""));
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

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
        bool unread = IsUnread(e);
        if (System.Contains(e.SqlState[..2]) && !unread && !IsPolicy(e)) return null;
        var rule = e.SqlState switch
        {
            PostgresErrorCodes.NotNullViolation => SqlRules.NotNull,
            PostgresErrorCodes.ForeignKeyViolation or "23001" => SqlRules.ForeignKey,
            PostgresErrorCodes.UniqueViolation => SqlRules.Unique,
            PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ExclusionViolation => SqlRules.Check,
            PostgresErrorCodes.StringDataRightTruncation => SqlRules.TooLong,
            PostgresErrorCodes.NumericValueOutOfRange => SqlRules.Range,
            _ when unread || e.SqlState.StartsWith("22", StringComparison.Ordinal) => SqlRules.Type,
            _ when IsPolicy(e) => SqlRules.Check,
            _ when e.SqlState.StartsWith("54", StringComparison.Ordinal) => SqlRules.TooLong,
            _ => SqlRules.Trigger,
        };
        return new StageRowError(rule, Some(e.ColumnName), Some(e.ConstraintName), e.MessageText + (e.Detail is { } detail ? $" ({detail.TrimEnd('.')})" : ""));
    }

    /// <summary>
    /// Some types say in their own ways that they cannot read a text: as a syntax error at no place of the statement, as a name that is too long. Who says it as an error of the
    /// server itself (hstore before 16) ends the run: the driver gives up its connection then.
    /// </summary>
    private static bool IsUnread(PostgresException e) => e.SqlState == PostgresErrorCodes.NameTooLong || (e.SqlState == PostgresErrorCodes.SyntaxError && e.Position == 0);

    /// <summary>A policy of row security speaks with the code of missing rights; only the place in the server tells them apart.</summary>
    private static bool IsPolicy(PostgresException e) => e is { SqlState: PostgresErrorCodes.InsufficientPrivilege, Routine: "ExecWithCheckOptions" };

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

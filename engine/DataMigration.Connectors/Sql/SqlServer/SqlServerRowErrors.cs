using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What is held against a row.</summary>
internal static class SqlServerRowErrors
{
    /// <param name="e">The server's exception.</param>
    /// <param name="constraints">The table's own: error 547 is that of CHECKs and of foreign keys, and names one.</param>
    public static StageRowError Of(SqlException e, IReadOnlyDictionary<string, Rule> constraints)
    {
        var first = e.Errors[0];
        return Of(first.Number, SqlServerFailures.IsOfTrigger(e), first.Message, constraints);
    }

    public static StageRowError Of(int number, bool inTrigger, string message, IReadOnlyDictionary<string, Rule> constraints)
    {
        var rule = SqlServerErrors.RuleOf(number, inTrigger);
        string? name = null;
        if (number == SqlServerErrors.Conflict && !inTrigger && constraints.Keys.FirstOrDefault(k => message.Contains($"\"{k}\"", StringComparison.Ordinal)) is { } found) (name, rule) = (found, constraints[found]);
        return new StageRowError(rule, null, name, message.TrimEnd('.', ' ', '\r', '\n'));
    }
}

using DataMigration.Connectors.Sql.Staging;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What is held against a row.</summary>
internal static class SqlServerRowErrors
{
    /// <param name="e">The server's exception.</param>
    /// <param name="constraints">What is watched, by the name that the server gives it.</param>
    public static StageRowError Of(SqlException e, IReadOnlyDictionary<string, SqlServerConstraint> constraints)
    {
        var first = e.Errors[0];
        return Of(first.Number, SqlServerFailures.IsOfTrigger(e), first.Message, constraints);
    }

    public static StageRowError Of(int number, bool inTrigger, string message, IReadOnlyDictionary<string, SqlServerConstraint> constraints)
    {
        bool named = !inTrigger && number is SqlServerErrors.Conflict or SqlServerErrors.UniqueIndex or SqlServerErrors.UniqueConstraint;
        var broken = named ? Named(message, constraints) : null;
        return new StageRowError(broken?.Rule ?? SqlServerErrors.RuleOf(number, inTrigger), null, broken?.Name, message.TrimEnd('.', ' ', '\r', '\n'));
    }

    /// <summary>The server tells a constraint by its name in quotes, before it quotes any value.</summary>
    private static SqlServerConstraint? Named(string message, IReadOnlyDictionary<string, SqlServerConstraint> constraints)
    {
        (int at, SqlServerConstraint? found) = (int.MaxValue, null);
        foreach (var (name, constraint) in constraints)
        {
            int place = Place(message, name);
            if (place >= 0 && place < at) (at, found) = (place, constraint);
        }
        return found;
    }

    private static int Place(string message, string name)
    {
        int place = message.IndexOf($"\"{name}\"", StringComparison.Ordinal);
        return place >= 0 ? place : message.IndexOf($"'{name}'", StringComparison.Ordinal);
    }
}

using System.Globalization;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Binds the values of a query in the storage class that a column of their type has.</summary>
internal static class SqliteParameters
{
    public static void Bind(SqliteStatement statement, SqlQuery query)
    {
        for (int i = 1; i <= statement.ParameterCount; i++)
        {
            string? name = statement.ParameterName(i);
            int at = -1;
            for (int p = 0; p < query.Parameters.Count && at < 0; p++)
                if (name == "@" + query.Parameters[p].Name) at = p;
            // Left unbound it would be null, and the query silently another one.
            if (at < 0) throw new MigrationException(SqlMessages.UnboundParameter.At(query.Span, name ?? "?"));
            Bind(statement, i, query.Parameters[at]);
        }
    }

    private static int Bind(SqliteStatement statement, int number, SqlParameter parameter) => parameter.Text is not { } text ? statement.BindNull(number) : parameter.Type.Kind switch
    {
        DataKind.Integer => statement.Bind(number, long.Parse(text, CultureInfo.InvariantCulture)),
        DataKind.Number => statement.Bind(number, double.Parse(text, CultureInfo.InvariantCulture)),
        DataKind.Boolean => statement.Bind(number, text == "true" ? 1L : 0L),
        DataKind.Binary => statement.BindBlob(number, Convert.FromBase64String(text)),
        // As its column holds it: a number as far as a double is exact, else text.
        DataKind.Decimal when parameter.Type.Precision <= SqliteTypes.SafeDigits => statement.Bind(number, double.Parse(text, CultureInfo.InvariantCulture)),
        _ => statement.BindText(number, text),
    };
}

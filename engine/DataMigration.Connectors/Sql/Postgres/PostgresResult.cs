using DataMigration.Data;
using DataMigration.Failures;
using Npgsql;
using Npgsql.PostgresTypes;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A column of a query's result: the field it becomes, its form on the wire, and the cast it needs to have one.</summary>
internal sealed record PostgresResult(Field Field, PostgresForm Form, string? Cast)
{
    /// <exception cref="MigrationException">Two columns have one name.</exception>
    public static IReadOnlyList<PostgresResult> Of(NpgsqlDataReader description, SqlQuery query)
    {
        var results = Enumerable.Range(0, description.FieldCount).Select(i => Of(description.GetName(i), description.GetPostgresType(i), description.GetDataTypeName(i))).ToList();
        return results.GroupBy(r => r.Field.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new MigrationException(SqlMessages.ColumnsOfOneName.At(query.Span, twice.Key))
            : results;
    }

    private static PostgresResult Of(string name, Npgsql.PostgresTypes.PostgresType kind, string words)
    {
        var type = PostgresType.Parse(words);
        PostgresResult As(DataType data, PostgresForm form, string? cast = null) => new(new Field(name, data), form, cast);
        PostgresResult At(DataType data, PostgresForm form) => new(new Field(name, data) { FractionDigits = type.FractionDigits, IsUtc = form == PostgresForm.TimestampTz }, form, null);
        // Arrays and rows have a JSON that reads back; whatever else has no form of ours has a text.
        if (kind is PostgresArrayType or PostgresCompositeType or PostgresMultirangeType) return As(DataType.Json, PostgresForm.Json, "to_json({0})");
        return type.Form switch
        {
            PostgresForm.Text => As(DataType.Text, PostgresForm.Text, type.Name == "\"char\"" ? "{0}::text" : null),
            PostgresForm.Json => As(DataType.Json, PostgresForm.Json),
            PostgresForm.Jsonb => As(DataType.Json, PostgresForm.Jsonb),
            PostgresForm.Binary => As(DataType.Binary, PostgresForm.Binary),
            PostgresForm.Boolean => As(DataType.Boolean, PostgresForm.Boolean),
            PostgresForm.Int2 or PostgresForm.Int4 or PostgresForm.Int8 => As(DataType.Integer, type.Form.Value),
            PostgresForm.Float4 or PostgresForm.Float8 => As(DataType.Number, type.Form.Value),
            PostgresForm.Numeric when type.IsDecimal => As(DataType.Decimal(type.First, type.Second), PostgresForm.Numeric),
            PostgresForm.Date => As(DataType.Date, PostgresForm.Date),
            PostgresForm.Timestamp => At(DataType.DateTime, PostgresForm.Timestamp),
            PostgresForm.TimestampTz => At(DataType.DateTimeOffset, PostgresForm.TimestampTz),
            PostgresForm.Time => At(DataType.Time, PostgresForm.Time),
            PostgresForm.Uuid => As(DataType.Guid, PostgresForm.Uuid),
            // Money prints by the server's locale; as a number it does not.
            _ => As(DataType.Text, PostgresForm.Text, type.Name == "money" ? "{0}::numeric::text" : "{0}::text"),
        };
    }
}

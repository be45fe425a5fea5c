using System.Globalization;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Which of our types a column holds as it is, and what a new column is declared as.</summary>
internal static class PostgresFit
{
    /// <inheritdoc cref="ISqlConnection.Refusal(Field, SqlColumn)"/>
    public static string? Refusal(Field field, PostgresColumn column)
    {
        var kind = field.Type.Kind;
        switch (column.Type.Form)
        {
            case PostgresForm.Text:
                return column.Type.First > 0 && Width(kind) is { } width && width > column.Type.First ? string.Create(CultureInfo.InvariantCulture, $"every {field.Type} has {width} characters") : null;
            case PostgresForm.Json or PostgresForm.Jsonb: return kind == DataKind.Json ? null : "it takes JSON only";
            case PostgresForm.Binary: return kind == DataKind.Binary ? null : "it takes bytes only";
            case PostgresForm.Boolean: return kind == DataKind.Boolean ? null : "it takes true and false only";
            case PostgresForm.Int2 or PostgresForm.Int4 or PostgresForm.Int8:
                return kind == DataKind.Integer || (kind == DataKind.Decimal && field.Type.Scale == 0) ? null : "it takes whole numbers only";
            case PostgresForm.Float4 or PostgresForm.Float8: return kind is DataKind.Number or DataKind.Integer ? null : "it takes numbers in binary floating point";
            case PostgresForm.Numeric:
                // What is read from such a column comes as text, as no decimal of ours holds it all.
                if (kind == DataKind.Text && column.Type.IsWideNumber) return null;
                if (kind is not (DataKind.Integer or DataKind.Decimal)) return "it takes decimals and whole numbers only";
                int scale = column.Type.First < 0 ? int.MaxValue : column.Type.Second;
                return field.Type.Scale > scale ? string.Create(CultureInfo.InvariantCulture, $"it keeps {Math.Max(scale, 0)} decimals (`round` says how the others go)") : null;
            case PostgresForm.Date: return kind == DataKind.Date ? null : "it takes days only";
            case PostgresForm.Timestamp: return kind == DataKind.Date ? null : kind == DataKind.DateTime ? Digits(field, column.Type.FractionDigits) : "it takes a day and time without offset";
            case PostgresForm.TimestampTz:
                return kind != DataKind.DateTimeOffset ? "it takes a moment, which needs an offset" : Offset(field) ?? Digits(field, column.Type.FractionDigits);
            case PostgresForm.Time: return kind == DataKind.Time ? Digits(field, column.Type.FractionDigits) : "it takes times of day only";
            case PostgresForm.Uuid: return kind == DataKind.Guid ? null : "it takes GUIDs only";
            default:
                if (kind == DataKind.Text || (kind == DataKind.Json && column.HasParts)) return null;
                if (column.BareType != "money") return column.HasParts ? "it takes JSON, and the database's own text form" : "it takes the database's own text form only";
                return kind == DataKind.Integer || (kind == DataKind.Decimal && field.Type.Scale <= 2) ? null : "it takes decimals of two digits, and their text";
        }
    }

    /// <inheritdoc cref="ISqlConnection.Refusal(Field)"/>
    public static string? Refusal(Field field) => field.Type.Kind switch
    {
        DataKind.DateTime or DataKind.Time => Digits(field, 6),
        DataKind.DateTimeOffset => Offset(field) ?? Digits(field, 6),
        _ => null,
    };

    /// <summary>The declaration of a new column.</summary>
    public static string Declaration(DataType type) => type.Kind switch
    {
        DataKind.Text => "text",
        DataKind.Integer => "bigint",
        DataKind.Number => "double precision",
        DataKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"numeric({type.Precision},{type.Scale})"),
        DataKind.Boolean => "boolean",
        DataKind.Date => "date",
        DataKind.DateTime => "timestamp",
        DataKind.DateTimeOffset => "timestamptz",
        DataKind.Time => "time",
        DataKind.Guid => "uuid",
        DataKind.Binary => "bytea",
        DataKind.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string? Digits(Field field, int kept) =>
        field.FractionDigits > kept ? string.Create(CultureInfo.InvariantCulture, $"it keeps {kept} digits of a second's fraction (`precision: {kept}` cuts the others)") : null;

    private static string? Offset(Field field) => field.IsUtc ? null : "it keeps the moment but not the offset (`to_utc: true` gives it up)";

    private static int? Width(DataKind kind) => kind switch
    {
        DataKind.Guid => 36,
        DataKind.Date => 10,
        DataKind.DateTime => 19,
        DataKind.DateTimeOffset => 25,
        DataKind.Time => 8,
        _ => null,
    };
}

using System.Globalization;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Which of our types a column holds as it is, and what a new column is declared as.</summary>
internal static class SqlServerFit
{
    /// <summary>Bytes of an index entry that every kind of index takes.</summary>
    private const int IndexBytes = 900;

    /// <inheritdoc cref="ISqlConnection.Refusal(Field, SqlColumn)"/>
    public static string? Refusal(Field field, SqlServerColumn column)
    {
        var kind = field.Type.Kind;
        switch (column.Type.Name)
        {
            case "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext":
                return kind == DataKind.Binary ? "it takes text only" : Width(field) is { } width && width > column.Type.Limit ? string.Create(CultureInfo.InvariantCulture, $"every {field.Type} has {width} characters") : null;
            case "xml": return kind == DataKind.Text ? null : "it takes XML only";
            case "json": return kind == DataKind.Json ? null : "it takes JSON only";
            case "binary" or "varbinary" or "image": return kind == DataKind.Binary ? null : "it takes bytes only";
            case "bit": return kind == DataKind.Boolean ? null : "it takes true and false only";
            case "tinyint" or "smallint" or "int" or "bigint": return kind == DataKind.Integer || (kind == DataKind.Decimal && field.Type.Scale == 0) ? null : "it takes whole numbers only";
            case "real" or "float": return kind is DataKind.Number or DataKind.Integer ? null : "it takes numbers in binary floating point";
            case "decimal": return kind is DataKind.Integer or DataKind.Decimal ? Decimals(field, column.Type.Scale) : "it takes decimals and whole numbers only";
            case "money" or "smallmoney": return kind is DataKind.Integer or DataKind.Decimal ? Decimals(field, 4) : "it takes decimals and whole numbers only";
            case "date": return kind == DataKind.Date ? null : "it takes days only";
            case "datetime2": return kind == DataKind.Date ? null : kind == DataKind.DateTime ? Digits(field, column.Type.Scale) : "it takes a day and time without offset";
            case "datetime":
                return kind == DataKind.Date ? null : kind != DataKind.DateTime ? "it takes a day and time without offset" : field.FractionDigits > 3 ? "it keeps steps of 1/300 second (`precision: 3` cuts the digits behind them)" : null;
            case "smalldatetime":
                return kind == DataKind.Date ? null : kind != DataKind.DateTime ? "it takes a day and time without offset" : field.FractionDigits > 0 ? "it keeps whole minutes (`precision: 0` cuts the fractions of a second)" : null;
            case "datetimeoffset": return kind == DataKind.DateTimeOffset ? Digits(field, column.Type.Scale) : "it takes a moment with its offset";
            case "time": return kind == DataKind.Time ? Digits(field, column.Type.Scale) : "it takes times of day only";
            case "uniqueidentifier": return kind == DataKind.Guid ? null : "it takes GUIDs only";
            case "timestamp": return null;
            default: return $"values of {column.Type.Name} have no form that this program knows";
        }
    }

    /// <summary>The type of a new column. What stands in a key or a unique index has a limit: no index takes more.</summary>
    /// <param name="type">The field's.</param>
    /// <param name="sharers">How many texts share its index, itself among them; 0 where it stands in none.</param>
    /// <param name="others">Bytes that the other columns of the index take.</param>
    public static SqlServerType Declaration(DataType type, int sharers, int others) => type.Kind switch
    {
        DataKind.Text or DataKind.Json => new("nvarchar", sharers == 0 ? -1 : Math.Max(IndexBytes - others, 2 * sharers) / sharers / 2 * 2, 0, 0),
        DataKind.Binary => new("varbinary", sharers == 0 ? -1 : Math.Max(IndexBytes - others, sharers) / sharers, 0, 0),
        DataKind.Integer => new("bigint", 8, 19, 0),
        DataKind.Number => new("float", 8, 53, 0),
        DataKind.Decimal => new("decimal", 17, type.Precision, type.Scale),
        DataKind.Boolean => new("bit", 1, 1, 0),
        DataKind.Date => new("date", 3, 10, 0),
        DataKind.DateTime => new("datetime2", 8, 27, 7),
        DataKind.DateTimeOffset => new("datetimeoffset", 10, 34, 7),
        DataKind.Time => new("time", 5, 16, 7),
        DataKind.Guid => new("uniqueidentifier", 16, 0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string? Digits(Field field, int kept) =>
        field.FractionDigits > kept ? string.Create(CultureInfo.InvariantCulture, $"it keeps {kept} digits of a second's fraction (`precision: {kept}` cuts the others)") : null;

    private static string? Decimals(Field field, int kept) => field.Type.Scale > kept ? string.Create(CultureInfo.InvariantCulture, $"it keeps {kept} decimals (`round` says how the others go)") : null;

    /// <summary>Characters that every value of a type has at least.</summary>
    private static int? Width(Field field) => field.Type.Kind switch
    {
        DataKind.Guid => 36,
        DataKind.Date => 10,
        DataKind.DateTime => 19,
        DataKind.DateTimeOffset => 25,
        DataKind.Time => 8,
        _ => null,
    };
}

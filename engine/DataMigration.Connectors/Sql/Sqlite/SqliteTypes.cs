using System.Globalization;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>Between our types and the words of a column's declaration, which SQLite keeps but hardly heeds.</summary>
internal static class SqliteTypes
{
    /// <summary>The decimals that a double carries there and back for certain.</summary>
    public const int SafeDigits = 15;

    /// <summary>
    /// The declaration of a new column. A decimal of more than 15 digits must not become a double, so its type is spelled to have text affinity; JSON likewise,
    /// lest <c>1.50</c> become 1.5. Dates, times and identifiers never look like a number, so their plain names are safe.
    /// </summary>
    public static string Declaration(DataType type) => type.Kind switch
    {
        DataKind.Text => "TEXT",
        DataKind.Integer => "INTEGER",
        DataKind.Number => "REAL",
        DataKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"{(type.Precision > SafeDigits ? "DECIMAL_TEXT" : "DECIMAL")}({type.Precision},{type.Scale})"),
        DataKind.Boolean => "BOOLEAN",
        DataKind.Date => "DATE",
        DataKind.DateTime => "DATETIME",
        DataKind.DateTimeOffset => "DATETIMEOFFSET",
        DataKind.Time => "TIME",
        DataKind.Guid => "GUID",
        DataKind.Binary => "BLOB",
        DataKind.Json => "JSON_TEXT",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The type that a declaration promises; text for an expression and for every declaration that is not listed.</summary>
    public static DataType TypeOf(string? declared)
    {
        if (declared is null) return DataType.Text;
        int open = declared.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? declared : declared[..open]).Trim().ToUpperInvariant();
        return name switch
        {
            "INT" or "INTEGER" or "TINYINT" or "SMALLINT" or "MEDIUMINT" or "BIGINT" or "INT2" or "INT4" or "INT8" or "UNSIGNED BIG INT" => DataType.Integer,
            "REAL" or "DOUBLE" or "DOUBLE PRECISION" or "FLOAT" => DataType.Number,
            "DECIMAL" or "NUMERIC" or "DECIMAL_TEXT" => DecimalOf(open < 0 ? "" : declared[(open + 1)..]),
            "BOOLEAN" or "BOOL" => DataType.Boolean,
            "DATE" => DataType.Date,
            "DATETIME" or "TIMESTAMP" => DataType.DateTime,
            "DATETIMEOFFSET" => DataType.DateTimeOffset,
            "TIME" => DataType.Time,
            "GUID" or "UUID" or "UNIQUEIDENTIFIER" => DataType.Guid,
            "BLOB" or "BINARY" or "VARBINARY" => DataType.Binary,
            "JSON" or "JSON_TEXT" => DataType.Json,
            _ => DataType.Text,
        };
    }

    /// <inheritdoc cref="ISqlConnection.Refusal(Field, SqlColumn)"/>
    public static string? Refusal(Field field, SqlColumn column) =>
        field.Type.Kind == DataKind.Text && AffinityOf(column.DeclaredType) is not (SqliteAffinity.Text or SqliteAffinity.Blob)
            ? "the database would turn text that looks like a number into one, and keep the rest as text"
            : null;

    /// <summary>SQLite's rules, in its order (https://www.sqlite.org/datatype3.html, section 3.1).</summary>
    public static SqliteAffinity AffinityOf(string declared)
    {
        bool Has(string part) => declared.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("INT")) return SqliteAffinity.Integer;
        if (Has("CHAR") || Has("CLOB") || Has("TEXT")) return SqliteAffinity.Text;
        if (Has("BLOB") || declared.Length == 0) return SqliteAffinity.Blob;
        return Has("REAL") || Has("FLOA") || Has("DOUB") ? SqliteAffinity.Real : SqliteAffinity.Numeric;
    }

    private static DataType DecimalOf(string digits)
    {
        var parts = digits.TrimEnd(')', ' ').Split(',');
        bool read = int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int precision);
        int scale = 0;
        if (parts.Length == 2) read &= int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out scale);
        return read && parts.Length <= 2 && precision is >= 1 and <= DataType.MaxPrecision && scale <= precision ? DataType.Decimal(precision, scale) : DataType.Text;
    }
}

using System.Data.Common;
using DataMigration.Data;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>A column of a query's result: the field it becomes, the server's word for its type, and how its values are asked for.</summary>
internal sealed record SqlServerResult(Field Field, string TypeName, SqlServerForm Form)
{
    /// <summary>Longer columns stream.</summary>
    private const int MaxInRow = 8000;

    /// <exception cref="MigrationException">A column cannot be read, has no name, or that of another one.</exception>
    public static IReadOnlyList<SqlServerResult> Of(SqlDataReader description, SqlQuery query)
    {
        if (description.FieldCount == 0) throw new MigrationException(SqlMessages.NotAQuery.At(query.Span, "returns no rows"));
        var results = description.GetColumnSchema().Select((column, i) => Of(column, i, query)).ToList();
        return results.GroupBy(r => r.Field.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new MigrationException(SqlMessages.ColumnsOfOneName.At(query.Span, twice.Key))
            : results;
    }

    private static SqlServerResult Of(DbColumn column, int position, SqlQuery query)
    {
        if (string.IsNullOrEmpty(column.ColumnName)) throw new MigrationException(SqlServerMessages.NamelessColumn.At(query.Span, position + 1));
        return Of(column.ColumnName, column.DataTypeName ?? "", column.ColumnSize ?? 0, column.NumericPrecision ?? 0, column.NumericScale ?? 0)
            ?? throw new MigrationException(SqlServerMessages.UnreadableType.At(query.Span, column.ColumnName, column.DataTypeName, Conversion(column)));
    }

    /// <summary>Null for types that the server knows alone.</summary>
    public static SqlServerResult? Of(string name, string typeName, int size, int precision, int scale)
    {
        SqlServerResult As(DataType type, SqlServerForm form) => new(new Field(name, type), typeName, form);
        SqlServerResult At(DataType type, SqlServerForm form, int digits) => new(new Field(name, type) { FractionDigits = digits }, typeName, form);
        return typeName switch
        {
            "bit" => As(DataType.Boolean, SqlServerForm.Bit),
            "tinyint" => As(DataType.Integer, SqlServerForm.Byte),
            "smallint" => As(DataType.Integer, SqlServerForm.Int16),
            "int" => As(DataType.Integer, SqlServerForm.Int32),
            "bigint" => As(DataType.Integer, SqlServerForm.Int64),
            "real" => As(DataType.Number, SqlServerForm.Real),
            "float" => As(DataType.Number, SqlServerForm.Float),
            "decimal" or "numeric" => As(DataType.Decimal(precision, scale), SqlServerForm.Decimal),
            "money" => As(DataType.Decimal(19, 4), SqlServerForm.Money),
            "smallmoney" => As(DataType.Decimal(10, 4), SqlServerForm.Money),
            "date" => As(DataType.Date, SqlServerForm.Date),
            "datetime2" => At(DataType.DateTime, SqlServerForm.DateTime, scale),
            // Steps of 1/300 second, which everyone writes and reads as milliseconds.
            "datetime" => At(DataType.DateTime, SqlServerForm.DateTime, 3),
            "smalldatetime" => At(DataType.DateTime, SqlServerForm.DateTime, 0),
            "datetimeoffset" => At(DataType.DateTimeOffset, SqlServerForm.Offset, scale),
            "time" => At(DataType.Time, SqlServerForm.Time, scale),
            "uniqueidentifier" => As(DataType.Guid, SqlServerForm.Guid),
            "char" or "nchar" or "varchar" or "nvarchar" => As(DataType.Text, size > MaxInRow ? SqlServerForm.LongText : SqlServerForm.Text),
            "text" or "ntext" or "xml" or "sysname" => As(DataType.Text, SqlServerForm.Text),
            "json" => As(DataType.Json, SqlServerForm.Text),
            "binary" or "varbinary" or "image" or "timestamp" or "rowversion" => As(DataType.Binary, SqlServerForm.Binary),
            "sql_variant" => As(DataType.Text, SqlServerForm.Variant),
            _ => null,
        };
    }

    private static string Conversion(DbColumn column)
    {
        string name = SqlServerText.Quote(column.ColumnName);
        return column.DataTypeName is { } type && (type.EndsWith("geography", StringComparison.Ordinal) || type.EndsWith("geometry", StringComparison.Ordinal)) ? $"{name}.STAsText() as {name}" : $"{name}.ToString() as {name}";
    }
}

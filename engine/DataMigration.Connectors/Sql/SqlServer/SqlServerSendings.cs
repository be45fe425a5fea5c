using System.Data.SqlTypes;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Makes the driver's values of our cells. Whether a value fits has been looked at before.</summary>
internal static class SqlServerSendings
{
    private static readonly object True = true, False = false;

    public static SqlServerSending Of(SqlServerType type) => type.Name switch
    {
        "bit" => SqlServerSending.Boolean,
        "tinyint" => SqlServerSending.Byte,
        "smallint" => SqlServerSending.Int16,
        "int" => SqlServerSending.Int32,
        "bigint" => SqlServerSending.Int64,
        "real" => SqlServerSending.Single,
        "float" => SqlServerSending.Double,
        "decimal" => SqlServerSending.Decimal,
        "money" or "smallmoney" => SqlServerSending.Money,
        "date" => SqlServerSending.Date,
        "datetime" or "smalldatetime" or "datetime2" => SqlServerSending.DateTime,
        "datetimeoffset" => SqlServerSending.Offset,
        "time" => SqlServerSending.Time,
        "uniqueidentifier" => SqlServerSending.Guid,
        "binary" or "varbinary" or "image" => SqlServerSending.Bytes,
        _ => SqlServerSending.Text,
    };

    public static Type TypeOf(SqlServerSending sending) => sending switch
    {
        SqlServerSending.Text => typeof(string),
        SqlServerSending.Bytes => typeof(byte[]),
        SqlServerSending.Boolean => typeof(bool),
        SqlServerSending.Byte => typeof(byte),
        SqlServerSending.Int16 => typeof(short),
        SqlServerSending.Int32 => typeof(int),
        SqlServerSending.Int64 => typeof(long),
        SqlServerSending.Single => typeof(float),
        SqlServerSending.Double => typeof(double),
        SqlServerSending.Decimal => typeof(SqlDecimal),
        SqlServerSending.Money => typeof(decimal),
        SqlServerSending.Date or SqlServerSending.DateTime => typeof(DateTime),
        SqlServerSending.Offset => typeof(DateTimeOffset),
        SqlServerSending.Time => typeof(TimeSpan),
        _ => typeof(Guid),
    };

    public static object Value(Column column, int row, SqlServerSending sending, SqlServerType type)
    {
        if (column.IsNull(row)) return DBNull.Value;
        switch (sending)
        {
            case SqlServerSending.Text: return column is TextColumn texts ? Encoding.UTF8.GetString(texts[row]) : ValueFormatter.ToText(column, row);
            case SqlServerSending.Bytes: return Unsafe.As<TextColumn>(column)[row].ToArray();
            case SqlServerSending.Boolean: return Unsafe.As<Column<bool>>(column)[row] ? True : False;
            case SqlServerSending.Byte: return (byte)Whole(column, row);
            case SqlServerSending.Int16: return (short)Whole(column, row);
            case SqlServerSending.Int32: return (int)Whole(column, row);
            case SqlServerSending.Int64: return (long)Whole(column, row);
            case SqlServerSending.Single: return (float)Number(column, row);
            case SqlServerSending.Double: return Number(column, row);
            case SqlServerSending.Decimal: return SqlServerValues.Decimal(Scaled(column, row, type.Scale), type.Precision, type.Scale);
            case SqlServerSending.Money:
                Int128 units = Scaled(column, row, 4);
                ulong digits = (ulong)Int128.Abs(units);
                return new decimal((int)(uint)digits, (int)(uint)(digits >> 32), 0, units < 0, 4);
            case SqlServerSending.Date: return DateOnly.FromDayNumber(Unsafe.As<Column<int>>(column)[row]).ToDateTime(default);
            case SqlServerSending.DateTime: return column.Type.Kind == DataKind.Date ? DateOnly.FromDayNumber(Unsafe.As<Column<int>>(column)[row]).ToDateTime(default) : new DateTime(Unsafe.As<Column<long>>(column)[row]);
            case SqlServerSending.Offset: return Unsafe.As<Column<DateTimeOffset>>(column)[row];
            case SqlServerSending.Time: return new TimeSpan(Unsafe.As<Column<long>>(column)[row]);
            default: return Unsafe.As<Column<Guid>>(column)[row];
        }
    }

    private static Int128 Whole(Column column, int row) => column.Type.Kind == DataKind.Decimal ? Unsafe.As<Column<Int128>>(column)[row] : Unsafe.As<Column<long>>(column)[row];

    private static double Number(Column column, int row) => column.Type.Kind == DataKind.Integer ? Unsafe.As<Column<long>>(column)[row] : Unsafe.As<Column<double>>(column)[row];

    private static Int128 Scaled(Column column, int row, int scale)
    {
        var value = Whole(column, row);
        for (int i = column.Type.Scale; i < scale; i++) value *= 10;
        return value;
    }
}

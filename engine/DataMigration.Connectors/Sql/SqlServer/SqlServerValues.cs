using System.Data.SqlTypes;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Between the cells of our columns and the values of the driver.</summary>
internal static class SqlServerValues
{
    private static readonly object True = true, False = false;
    private static readonly object[] Small = [.. Enumerable.Range(-1, 258).Select(n => (object)(long)n)];

    /// <summary>The unscaled digits of a decimal.</summary>
    public static Int128 Unscaled(SqlDecimal value, int scale)
    {
        if (value.Scale != scale) value = SqlDecimal.AdjustScale(value, scale - value.Scale, false);
        Span<uint> words = stackalloc uint[4];
        value.WriteTdsValue(words);
        var digits = (Int128)new UInt128(((ulong)words[3] << 32) | words[2], ((ulong)words[1] << 32) | words[0]);
        return value.IsPositive ? digits : -digits;
    }

    /// <summary>A decimal of 38 digits, the least precision that holds it or the column's own.</summary>
    public static SqlDecimal Decimal(Int128 unscaled, int precision, int scale)
    {
        var digits = (UInt128)Int128.Abs(unscaled);
        ulong low = (ulong)digits, high = (ulong)(digits >> 64);
        return new SqlDecimal((byte)precision, (byte)scale, unscaled >= 0, (int)(uint)low, (int)(uint)(low >> 32), (int)(uint)high, (int)(uint)(high >> 32));
    }

    /// <summary>The number of the same shortest digits: 0.1 stays 0.1.</summary>
    public static double Widen(float value)
    {
        if (value == MathF.Truncate(value) || !float.IsFinite(value)) return value;
        Span<char> digits = stackalloc char[32];
        return value.TryFormat(digits, out int written, "R", CultureInfo.InvariantCulture) ? double.Parse(digits[..written], CultureInfo.InvariantCulture) : value;
    }

    /// <summary>The value of a cell as the driver takes it, or <see cref="DBNull"/>.</summary>
    public static object Box(Column column, int row)
    {
        if (column.IsNull(row)) return DBNull.Value;
        switch (column.Type.Kind)
        {
            case DataKind.Text or DataKind.Json:
                return Encoding.UTF8.GetString(Unsafe.As<TextColumn>(column)[row]);
            case DataKind.Binary:
                return Unsafe.As<TextColumn>(column)[row].ToArray();
            case DataKind.Integer:
                long integer = Unsafe.As<Column<long>>(column)[row];
                return integer is >= -1 and <= 256 ? Small[integer + 1] : integer;
            case DataKind.Number:
                return Unsafe.As<Column<double>>(column)[row];
            case DataKind.Decimal:
                return Decimal(Unsafe.As<Column<Int128>>(column)[row], column.Type.Precision, column.Type.Scale);
            case DataKind.Boolean:
                return Unsafe.As<Column<bool>>(column)[row] ? True : False;
            case DataKind.Date:
                return DateOnly.FromDayNumber(Unsafe.As<Column<int>>(column)[row]).ToDateTime(default);
            case DataKind.DateTime:
                return new DateTime(Unsafe.As<Column<long>>(column)[row]);
            case DataKind.DateTimeOffset:
                return Unsafe.As<Column<DateTimeOffset>>(column)[row];
            case DataKind.Time:
                return new TimeSpan(Unsafe.As<Column<long>>(column)[row]);
            case DataKind.Guid:
                return Unsafe.As<Column<Guid>>(column)[row];
            default:
                throw new InvalidOperationException($"No value for {column.Type}.");
        }
    }
}

using System.Data.SqlTypes;
using System.Globalization;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The text of a sql_variant's value, in the form that a field of its own type would have.</summary>
internal static class SqlServerVariant
{
    public static string Text(object value) => value switch
    {
        SqlString text => text.Value,
        SqlBoolean truth => truth.Value ? "true" : "false",
        SqlDateTime time => Time(time.Value),
        DateTime time => Time(time),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        TimeSpan time => new TimeOnly(time.Ticks).ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        SqlGuid id => id.Value.ToString(),
        SqlBinary bytes => Convert.ToBase64String(bytes.Value),
        SqlMoney money => money.ToDecimal().ToString("0.0000", CultureInfo.InvariantCulture),
        SqlSingle number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        SqlDouble number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}

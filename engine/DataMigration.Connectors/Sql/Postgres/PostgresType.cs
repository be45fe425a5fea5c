using System.Globalization;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A type by the server's own words: <c>numeric(12,2)</c>, <c>timestamp(3) without time zone</c>, <c>integer[]</c>.</summary>
/// <param name="Name">Without digits in brackets.</param>
/// <param name="First">The first number in brackets, or -1.</param>
/// <param name="Second">The second one, or 0.</param>
internal readonly record struct PostgresType(string Name, int First, int Second)
{
    /// <summary>2000-01-01, from where the server counts.</summary>
    public static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    /// <inheritdoc cref="EpochDay"/>
    public static readonly long EpochTicks = new DateTime(2000, 1, 1).Ticks;

    public static PostgresType Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal), close = text.IndexOf(')', StringComparison.Ordinal);
        if (open < 0 || close < open || text.StartsWith('"')) return new PostgresType(text, -1, 0);
        var numbers = text[(open + 1)..close].Split(',');
        if (!int.TryParse(numbers[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out int first)) return new PostgresType(text, -1, 0);
        int second = 0;
        if (numbers.Length == 2) _ = int.TryParse(numbers[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out second);
        return new PostgresType(text[..open] + text[(close + 1)..], first, second);
    }

    /// <summary>Whether its values come as text, for the server to read, though we know their form: numbers of any size, say, which no type of ours holds.</summary>
    public bool IsReadByServer { get; init; }

    /// <summary>How its values stand on the wire, as far as we know it.</summary>
    public PostgresForm? Form => IsReadByServer ? null : Name switch
    {
        "text" or "character varying" or "character" or "name" or "citext" or "\"char\"" or "bpchar" or "xml" => PostgresForm.Text,
        "json" => PostgresForm.Json,
        "jsonb" => PostgresForm.Jsonb,
        "bytea" => PostgresForm.Binary,
        "boolean" => PostgresForm.Boolean,
        "smallint" => PostgresForm.Int2,
        "integer" => PostgresForm.Int4,
        "bigint" => PostgresForm.Int8,
        "real" => PostgresForm.Float4,
        "double precision" => PostgresForm.Float8,
        "numeric" => PostgresForm.Numeric,
        "date" => PostgresForm.Date,
        "timestamp without time zone" => PostgresForm.Timestamp,
        "timestamp with time zone" => PostgresForm.TimestampTz,
        "time without time zone" => PostgresForm.Time,
        "uuid" => PostgresForm.Uuid,
        _ => null,
    };

    /// <summary>Digits of a second's fraction.</summary>
    public int FractionDigits => First < 0 ? 6 : First;

    /// <summary>Whether it takes numbers of more digits than a decimal of ours holds, or places them otherwise.</summary>
    public bool IsWideNumber => Name == "numeric" && !IsDecimal;

    /// <summary>Whether it is a decimal that a column of ours can hold; others are read as text, exactly.</summary>
    public bool IsDecimal => Name == "numeric" && First is >= 1 and <= DataType.MaxPrecision && Second >= 0 && Second <= First;
}

using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// Plans how a field that has a type gets another. A pair is planned when every value either keeps its meaning whole or fails its own row, as text
/// does: decimals too long for the new type, a time of day on its way into a date. A pair that drops something from every value is refused.
/// </summary>
public static class ValueConversion
{
    private const int ExactDigitsOfNumber = 15;

    /// <summary>A converter between two types.</summary>
    /// <param name="from">What the field is.</param>
    /// <param name="to">What it should be.</param>
    /// <param name="format">How text is written; only text is read by a format.</param>
    /// <param name="refusal">What would be lost and what to do instead, lower case without full stop; null on success.</param>
    /// <returns>A stateless converter, or null with a <paramref name="refusal"/>.</returns>
    public static ValueConverter? Plan(DataType from, DataType to, ValueFormat format, out string? refusal) => Plan(from, to, format, NamedLosses.None, out refusal);

    /// <summary>A converter between two types that may lose what the mapping names.</summary>
    /// <param name="from">What the field is.</param>
    /// <param name="to">What it should be.</param>
    /// <param name="format">How text is written; only text is read by a format.</param>
    /// <param name="losses">What may be lost.</param>
    /// <param name="refusal">What would be lost and what to do instead, or which loss cannot happen, lower case without full stop; null on success.</param>
    /// <returns>A stateless converter, or null with a <paramref name="refusal"/>.</returns>
    public static ValueConverter? Plan(DataType from, DataType to, ValueFormat format, NamedLosses losses, out string? refusal)
    {
        if (losses != NamedLosses.None) return LossyConversion.Plan(from, to, format, losses, out refusal);
        if (from.Kind == DataKind.Text)
            return ValueReaders.Create(to, format, out refusal) is { } reader ? new ReadingConverter(reader) : null;
        refusal = RefuseFormat(from, format);
        if (refusal is not null) return null;
        var converter = Between(from, to);
        if (converter is null) refusal = Refuse(from, to);
        return converter;
    }

    internal static string? RefuseFormat(DataType from, ValueFormat format) =>
        format == ValueFormat.Default ? null : $"it is {from} already, so there is no text to read by a format; leave `format` out";

    private static ValueConverter? Between(DataType from, DataType to) => (from.Kind, to.Kind) switch
    {
        _ when from == to => new SameConverter(from),
        (_, DataKind.Text) => new FormattingConverter(from),
        (DataKind.Integer, DataKind.Decimal) => Fixed<long, Int128, IntegerToDecimal>(from, to, new IntegerToDecimal(to)),
        (DataKind.Integer, DataKind.Number) => Fixed<long, double, IntegerToNumber>(from, to, default),
        (DataKind.Decimal, DataKind.Decimal) => Fixed<Int128, Int128, DecimalToDecimal>(from, to, new DecimalToDecimal(from.Scale, to)),
        (DataKind.Decimal, DataKind.Integer) => Fixed<Int128, long, DecimalToInteger>(from, to, new DecimalToInteger(from.Scale)),
        (DataKind.Decimal, DataKind.Number) when from.Precision <= ExactDigitsOfNumber =>
            Fixed<Int128, double, DecimalToNumber>(from, to, new DecimalToNumber(from.Scale)),
        (DataKind.Number, DataKind.Integer) => Fixed<double, long, NumberToInteger>(from, to, default),
        (DataKind.Number, DataKind.Decimal) => Fixed<double, Int128, NumberToDecimal>(from, to, new NumberToDecimal(to)),
        (DataKind.Date, DataKind.DateTime) => Fixed<int, long, DateToDateTime>(from, to, default),
        (DataKind.DateTime, DataKind.Date) => Fixed<long, int, DateTimeToDate>(from, to, default),
        _ => null,
    };

    private static string Refuse(DataType from, DataType to) => (from.Kind, to.Kind) switch
    {
        (DataKind.Decimal, DataKind.Number) => $"a number keeps {ExactDigitsOfNumber} digits, {from} has more; keep {from}, or write it as text",
        (DataKind.DateTimeOffset, DataKind.DateTime) => "the offset would be lost; keep datetime_offset, take the time at Greenwich with `to_utc: true`, or apply convert_zone with `offset: false`",
        (DataKind.DateTimeOffset, DataKind.Date or DataKind.Time) => "the offset would be lost; keep datetime_offset, or make the local value in a script",
        (DataKind.DateTime or DataKind.Date, DataKind.DateTimeOffset) => "its offset is not known; apply convert_zone with the zone it was written in",
        (DataKind.DateTime, DataKind.Time) => "the day would be lost; cut the time out in a script",
        (DataKind.Date, DataKind.Time) => "a day has no time",
        (DataKind.Time, DataKind.Date or DataKind.DateTime or DataKind.DateTimeOffset) => "a time has no day; make the value in a script",
        (DataKind.Boolean, DataKind.Integer or DataKind.Number or DataKind.Decimal) => "true and false are no numbers; say which they are with `values: { \"true\": 1, \"false\": 0 }`",
        (DataKind.Integer or DataKind.Number or DataKind.Decimal, DataKind.Boolean) => "which number is true is not known; say it with `values: { \"1\": \"true\", \"0\": \"false\" }`",
        (DataKind.Json, _) => "a JSON value can be anything; take the part that is meant in a script",
        _ => $"there is no reading of {from} as {to}; make the value in a script",
    };

    private static FixedWidthConverter<TFrom, TTo, TConversion> Fixed<TFrom, TTo, TConversion>(DataType from, DataType to, TConversion conversion)
        where TFrom : unmanaged where TTo : unmanaged where TConversion : struct, ICellConversion<TFrom, TTo> => new(from, to, conversion);
}

using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Plans the conversions of which a mapping has named the loss.</summary>
internal static class LossyConversion
{
    /// <summary>Whole numbers are rounded as these.</summary>
    private static readonly DataType Whole = DataType.Decimal(DataType.MaxPrecision, 0);

    public static ValueConverter? Plan(DataType from, DataType to, ValueFormat format, NamedLosses losses, out string? refusal)
    {
        refusal = Judge(from, to, losses);
        if (refusal is not null) return null;
        var converter = losses.Round is { } rounding ? Rounded(from, to, format, rounding, out refusal)
            : losses.ToUtc ? AtGreenwich(from, to, format, out refusal)
            : ValueConversion.Plan(from, to, format, out refusal);
        return converter is null || losses.Precision is not { } digits ? converter : new ChainedConverter(converter, Cut(to, digits));
    }

    /// <summary>A loss that cannot happen is a slip of the author's.</summary>
    private static string? Judge(DataType from, DataType to, NamedLosses losses)
    {
        bool rounds = to.Kind is DataKind.Decimal or DataKind.Integer, timed = to.Kind is DataKind.DateTime or DataKind.DateTimeOffset;
        if (losses.Round is not null && !rounds) return $"`round` is for decimals and whole numbers, not for {to}";
        if (losses.Round is not null && from.Kind is not (DataKind.Text or DataKind.Decimal or DataKind.Number)) return $"{from} has no decimals that `round` could drop; leave `round` out";
        if (losses.ToUtc && !timed) return $"`to_utc` is for datetime and datetime_offset, not for {to}";
        if (losses.ToUtc && from.Kind is not (DataKind.Text or DataKind.DateTimeOffset)) return $"{from} has no offset that `to_utc` could give up; leave `to_utc` out";
        if (losses.Precision is not null && !timed && to.Kind != DataKind.Time) return $"`precision` counts the digits of a second's fraction, which {to} has not";
        return null;
    }

    private static ValueConverter? Rounded(DataType from, DataType to, ValueFormat format, Rounding rounding, out string? refusal)
    {
        if (to.Kind == DataKind.Integer)
            return Rounded(from, Whole, format, rounding, out refusal) is { } whole ? new ChainedConverter(whole, ValueConversion.Plan(Whole, to, ValueFormat.Default, out _)!) : null;
        refusal = from.Kind == DataKind.Text ? FormatRules.Judge(to, format) : ValueConversion.RefuseFormat(from, format);
        if (refusal is not null) return null;
        return from.Kind switch
        {
            DataKind.Text => new ReadingConverter(new FixedWidthReader<Int128, RoundingDecimalParser>(to, new RoundingDecimalParser(NumberShape.Of(format), to, rounding))),
            DataKind.Number => new FixedWidthConverter<double, Int128, NumberToDecimal>(from, to, new NumberToDecimal(to, rounding)),
            _ => new FixedWidthConverter<Int128, Int128, RoundDecimal>(from, to, new RoundDecimal(from.Scale, to, rounding)),
        };
    }

    private static ChainedConverter? AtGreenwich(DataType from, DataType to, ValueFormat format, out string? refusal)
    {
        var moment = ValueConversion.Plan(from, DataType.DateTimeOffset, format, out refusal);
        if (moment is null) return null;
        ValueConverter utc = to.Kind == DataKind.DateTime
            ? new FixedWidthConverter<DateTimeOffset, long, MomentToUtcTicks>(DataType.DateTimeOffset, to, default)
            : new FixedWidthConverter<DateTimeOffset, DateTimeOffset, MomentToUtc>(DataType.DateTimeOffset, to, default);
        return new ChainedConverter(moment, utc);
    }

    private static ValueConverter Cut(DataType type, int digits)
    {
        long unit = (long)DecimalDigits.PowerOfTen(7 - digits);
        return type.Kind == DataKind.DateTimeOffset
            ? new FixedWidthConverter<DateTimeOffset, DateTimeOffset, CutMoment>(type, type, new CutMoment(unit))
            : new FixedWidthConverter<long, long, CutTicks>(type, type, new CutTicks(unit));
    }
}

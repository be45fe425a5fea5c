using System.Runtime.CompilerServices;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Makes the reader of a type.</summary>
public static class ValueReaders
{
    /// <summary>
    /// A reader of text into a type. Blanks around a value are never skipped (<c>trim</c> first), words are exact, and text that
    /// the type cannot hold exactly is a failure.
    /// <list type="bullet">
    /// <item><c>integer</c>: an optional sign and digits within 64 bits; no decimals, not even <c>.0</c>.</item>
    /// <item><c>number</c>: the nearest double; an exponent is allowed, NaN, infinity, what would overflow or vanish and whole numbers that no double equals are not.</item>
    /// <item><c>decimal(p,s)</c>: no exponent; decimals beyond the scale must be zeros, digits within the precision.</item>
    /// <item>Thousands: groups as they are written (1,234,567 or 12,34,567): three digits before the point, two or three elsewhere. <c>1,5</c> is a failure.</item>
    /// <item><c>date</c>: yyyy-MM-dd, or a day and time whose time is midnight. <c>datetime</c>: yyyy-MM-dd (midnight), with <c>T</c> or
    /// blank HH:mm[:ss[.f…]]; never an offset. <c>datetime_offset</c>: the same with time and <c>Z</c>, ±hh, ±hhmm or ±hh:mm. <c>time</c>: HH:mm[:ss[.f…]].
    /// Fractions finer than 100 ns must be zeros.</item>
    /// <item><c>guid</c>: 32 digits, with hyphens or without, with braces or without. <c>binary</c>: base64, or hexadecimal digits with the pattern <c>hex</c>.
    /// <c>json</c>: one valid JSON value, kept as it is written.</item>
    /// </list>
    /// </summary>
    /// <param name="type">What to read into.</param>
    /// <param name="format">How the text is written.</param>
    /// <param name="error">Why the format does not suit the type, lower case without full stop; null on success.</param>
    /// <returns>A stateless reader, or null when the format does not suit the type.</returns>
    public static ValueReader? Create(DataType type, ValueFormat format, out string? error)
    {
        DatePattern? pattern = null;
        error = FormatRules.Judge(type, format);
        if (error is null && format.Pattern is { } text && type.Kind != DataKind.Binary) pattern = DatePattern.Parse(text, type.Kind, out error);
        return error is null ? Create(type, format, pattern) : null;
    }

    private static ValueReader Create(DataType type, ValueFormat format, DatePattern? pattern) => type.Kind switch
    {
        DataKind.Text => new PlainTextReader(),
        DataKind.Json => new JsonReader(),
        DataKind.Binary => new BytesReader(format.Pattern is not null),
        DataKind.Integer => Fixed<long, IntegerParser>(type, new IntegerParser(NumberShape.Of(format))),
        DataKind.Number => Fixed<double, NumberParser>(type, new NumberParser(NumberShape.Of(format))),
        DataKind.Decimal => Decimals(type, format),
        DataKind.Boolean => Fixed<bool, BooleanParser>(type, new BooleanParser(format)),
        DataKind.Guid => Fixed<Guid, GuidParser>(type, default),
        DataKind.Date when pattern is null => Fixed<int, IsoDateParser>(type, default),
        DataKind.Date => FixedLayout.Of(pattern) is { } layout
            ? Fixed<int, FixedLayoutDateParser>(type, new FixedLayoutDateParser(layout))
            : Fixed<int, PatternDateParser>(type, new PatternDateParser(pattern)),
        DataKind.DateTime when pattern is null => Fixed<long, IsoDateTimeParser>(type, default),
        DataKind.DateTime => Fixed<long, PatternDateTimeParser>(type, new PatternDateTimeParser(pattern)),
        DataKind.DateTimeOffset when pattern is null => Fixed<DateTimeOffset, IsoOffsetParser>(type, default),
        DataKind.DateTimeOffset => Fixed<DateTimeOffset, PatternOffsetParser>(type, new PatternOffsetParser(pattern)),
        DataKind.Time when pattern is null => Fixed<long, IsoTimeParser>(type, default),
        DataKind.Time => Fixed<long, PatternTimeParser>(type, new PatternTimeParser(pattern)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    // A method that names 128 bits is not compiled ahead of time, nor is what only it leads to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static FixedWidthReader<Int128, DecimalParser> Decimals(DataType type, ValueFormat format) => Fixed<Int128, DecimalParser>(type, new DecimalParser(NumberShape.Of(format), type));

    private static FixedWidthReader<T, TParser> Fixed<T, TParser>(DataType type, TParser parser)
        where T : unmanaged where TParser : struct, ICellParser<T> => new(type, parser);
}

using System.Text;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>
/// How values of a type are written where the canonical text will not do: by a date pattern, with words for true and false, with another decimal point. The same
/// <see cref="ValueFormat"/> reads them back. Immutable: made once, for all workers.
/// </summary>
public sealed class OutputFormat
{
    private readonly Func<Column, CellFormatter> _formatter;

    private OutputFormat(Func<Column, CellFormatter> formatter) => _formatter = formatter;

    /// <summary>A format of a type.</summary>
    /// <param name="type">What is written.</param>
    /// <param name="format">How: pattern, decimal point, the first word for true and for false. Thousands are never written.</param>
    /// <param name="error">Why the format does not suit the type, lower case without full stop; else null.</param>
    /// <returns>Null on an error, and where the format says nothing: <see cref="CellFormatter.For"/> serves then.</returns>
    public static OutputFormat? Create(DataType type, ValueFormat format, out string? error)
    {
        error = FormatRules.Judge(type, format);
        DatePattern? pattern = null;
        if (error is null && format.Pattern is { } text && type.Kind != DataKind.Binary) pattern = DatePattern.Parse(text, type.Kind, out error);
        if (error is not null) return null;
        Func<Column, CellFormatter>? formatter = type.Kind switch
        {
            DataKind.Boolean => Words(format),
            DataKind.Number when format.DecimalPoint != '.' => c => CellFormatter.Fixed<double, PointWriter<double, NumberWriter>>(c, new(default, format.DecimalPoint)),
            DataKind.Decimal when format.DecimalPoint != '.' =>
                c => CellFormatter.Fixed<Int128, PointWriter<Int128, DecimalWriter>>(c, new(new DecimalWriter(type.Scale), format.DecimalPoint)),
            DataKind.Date when pattern is not null => c => CellFormatter.Fixed<int, PatternDateWriter>(c, new(pattern)),
            DataKind.DateTime when pattern is not null => c => CellFormatter.Fixed<long, PatternDateTimeWriter>(c, new(pattern)),
            DataKind.Time when pattern is not null => c => CellFormatter.Fixed<long, PatternDateTimeWriter>(c, new(pattern)),
            DataKind.DateTimeOffset when pattern is not null => c => CellFormatter.Fixed<DateTimeOffset, PatternOffsetWriter>(c, new(pattern)),
            _ => null,
        };
        return formatter is null ? null : new OutputFormat(formatter);
    }

    /// <summary>A formatter of a column of the type; see <see cref="CellFormatter.For"/>.</summary>
    public CellFormatter For(Column column) => _formatter(column);

    private static Func<Column, CellFormatter>? Words(ValueFormat format)
    {
        var (yes, no) = BooleanParser.Words(format);
        if (no.Count == 0 || (yes[0] == "true" && no[0] == "false")) return null;
        var writer = new WordWriter(Encoding.UTF8.GetBytes(yes[0]), Encoding.UTF8.GetBytes(no[0]));
        return c => CellFormatter.Fixed<bool, WordWriter>(c, writer);
    }
}

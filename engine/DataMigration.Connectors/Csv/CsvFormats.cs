using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Csv;

/// <summary>How a target writes each type.</summary>
internal static class CsvFormats
{
    /// <summary>Nothing but what means something for the type.</summary>
    public static ValueFormat Of(CsvTargetOptions options, DataType type) => type.Kind switch
    {
        DataKind.Boolean => new ValueFormat { TrueValues = [options.TrueText], FalseValues = [options.FalseText] },
        DataKind.Number or DataKind.Decimal => new ValueFormat { DecimalPoint = options.DecimalPoint },
        DataKind.Date => new ValueFormat { Pattern = options.DateFormat },
        DataKind.DateTime => new ValueFormat { Pattern = options.DatetimeFormat },
        DataKind.DateTimeOffset => new ValueFormat { Pattern = options.DatetimeOffsetFormat },
        DataKind.Time => new ValueFormat { Pattern = options.TimeFormat },
        _ => ValueFormat.Default,
    };
}

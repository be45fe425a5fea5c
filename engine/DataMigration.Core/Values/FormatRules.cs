using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Which parts of a format mean something for which type.</summary>
internal static class FormatRules
{
    /// <summary>Why a format does not suit a type, or null. Date patterns are judged by <see cref="DatePattern"/>.</summary>
    public static string? Judge(DataType type, ValueFormat format)
    {
        bool temporal = type.Kind is DataKind.Date or DataKind.DateTime or DataKind.DateTimeOffset or DataKind.Time;
        bool numeric = type.Kind is DataKind.Integer or DataKind.Number or DataKind.Decimal;
        if (format.Pattern is { } pattern && !temporal && (type.Kind != DataKind.Binary || pattern != "hex"))
            return type.Kind == DataKind.Binary ? $"'{pattern}' is no pattern for binary values; it is 'hex', or none for base64"
                : numeric ? $"a pattern is for dates and times; {type} takes `thousands` and `decimal_point`"
                : $"a pattern is for dates and times, not for {type}";
        if (!numeric && format.Thousands is not null) return $"`thousands` is for numbers, not for {type}";
        if (!numeric && format.DecimalPoint != '.') return $"`decimal_point` is for numbers, not for {type}";
        if (type.Kind != DataKind.Boolean && (format.TrueValues ?? format.FalseValues) is not null)
            return $"`true_values` and `false_values` are for booleans, not for {type}";
        return numeric ? JudgeNumber(type, format) : type.Kind == DataKind.Boolean ? JudgeWords(format) : null;
    }

    private static string? JudgeNumber(DataType type, ValueFormat format)
    {
        if (format.Thousands is { } thousands && !CanSeparate(thousands))
            return $"`thousands` cannot be '{thousands}'; it is one ASCII character that is no letter, digit or sign";
        if (!CanSeparate(format.DecimalPoint))
            return $"`decimal_point` cannot be '{format.DecimalPoint}'; it is one ASCII character that is no letter, digit or sign";
        // An integer has no decimals, so that a column of whole numbers may leave `decimal_point` out.
        return type.Kind != DataKind.Integer && format.Thousands == format.DecimalPoint
            ? $"`thousands` and `decimal_point` are both '{format.DecimalPoint}'" : null;
    }

    private static string? JudgeWords(ValueFormat format)
    {
        if (format.TrueValues is { Count: 0 }) return "`true_values` is empty, so nothing could be true";
        var (yes, no) = BooleanParser.Words(format);
        return yes.FirstOrDefault(no.Contains) is { } both ? $"'{both}' reads as true and as false; name both `true_values` and `false_values`" : null;
    }

    private static bool CanSeparate(char c) => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-') && c >= ' ' && c != '\x7f';
}

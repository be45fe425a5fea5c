using System.Text.Json;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations;
using DataMigration.Values;

namespace DataMigration.Mappings;

/// <summary><c>type:</c> and <c>format:</c>: text read into a type, or one type turned into another without loss.</summary>
internal sealed class TypeStep(ValueConverter converter, ValueFormat format, NamedLosses losses, Rule rule, string field) : IColumnStep
{
    private readonly string _expectation = losses.ToUtc ? Expectation(DataType.DateTimeOffset, format)
        : losses.Round is not null && converter.To.Kind == DataKind.Decimal ? $"a number of at most {converter.To.Precision - converter.To.Scale} digits before the point"
        : losses.Round is not null ? "a number that rounds to 64 bits"
        : Expectation(converter.To, format);

    public DataType Output => converter.To;

    public Field Describe(Field field) => field with
    {
        FractionDigits = losses.Precision ?? (converter.From.Kind is DataKind.DateTime or DataKind.DateTimeOffset or DataKind.Time ? field.FractionDigits : 7),
        IsUtc = losses.ToUtc || (converter.From == converter.To && field.IsUtc),
    };

    public string Description => converter.To.ToString() + (format.Pattern is { } pattern ? $" ({pattern})" : "")
        + (losses.Round is { } rounding ? $", rounded {JsonNamingPolicy.SnakeCaseLower.ConvertName(rounding.ToString())}" : "")
        + (losses.ToUtc ? ", at Greenwich" : "") + (losses.Precision is { } digits ? $", fraction cut to {digits} digits" : "");

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var failed = worker.FailedRows;
        failed.Clear();
        var output = converter.Convert(input!, rows, failed);
        foreach (int row in failed)
        {
            string value = ValueFormatter.ToText(input!, row);
            batch.Failures.Fail(row, rule, field, value, $"{field} is '{RuleTexts.Cut(value)}', which is not {_expectation}.");
        }
        return output;
    }

    /// <summary>What the text should have been, with its article.</summary>
    internal static string Expectation(DataType type, ValueFormat format) => type.Kind switch
    {
        DataKind.Integer => "a whole number",
        DataKind.Number => "a number",
        DataKind.Decimal => $"a number of at most {type.Precision} digits with at most {type.Scale} decimals",
        DataKind.Boolean => format.TrueValues is null ? "true or false" : $"one of {string.Join(", ", format.TrueValues.Concat(format.FalseValues ?? ["false", "0"]))}",
        DataKind.Date => $"a day in the form {format.Pattern ?? "yyyy-MM-dd"}",
        DataKind.DateTime => $"a day and time in the form {format.Pattern ?? "yyyy-MM-ddTHH:mm:ss"}",
        DataKind.DateTimeOffset => $"a day and time with offset in the form {format.Pattern ?? "yyyy-MM-ddTHH:mm:ss+hh:mm"}",
        DataKind.Time => $"a time in the form {format.Pattern ?? "HH:mm:ss"}",
        DataKind.Guid => "a GUID",
        DataKind.Binary => "base64",
        DataKind.Json => "JSON",
        _ => "text",
    };
}

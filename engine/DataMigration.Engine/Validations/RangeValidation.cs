using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Validations;

public sealed record RangeOptions
{
    [Option("The field to judge; of a type that has an order.", Example = "balance")]
    public required FieldReference Field { get; init; }

    [Option("The least value allowed, as the field's type writes it.", Example = "0")]
    public ScalarValue? Min { get; init; }

    [Option("The greatest value allowed, as the field's type writes it.", Example = "2030-12-31")]
    public ScalarValue? Max { get; init; }
}

[Component(ComponentKind.Validation, "range", "A number, date or time must lie between two bounds, both included. Points in time with an offset compare as instants.",
    Example = "range: { field: balance, min: 0 }")]
public sealed class RangeValidation(RangeOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context) => context.Schema[context.IndexOf(options.Field)].Type.Kind switch
    {
        DataKind.Integer or DataKind.DateTime or DataKind.Time => Compile<long>(context),
        DataKind.Number => Compile<double>(context),
        DataKind.Decimal => Compile<Int128>(context),
        DataKind.Date => Compile<int>(context),
        DataKind.DateTimeOffset => Compile<DateTimeOffset>(context),
        _ => Refuse(context),
    };

    private RowRule<T>? Compile<T>(RuleContext context) where T : unmanaged, IComparable<T>
    {
        int field = context.IndexOf(options.Field);
        var type = context.Schema[field].Type;
        if (options.Min is null && options.Max is null)
        {
            context.Diagnostics.Add(ValidationMessages.BoundsMissing, context.Rule.Span, "range", options.Field);
            return null;
        }
        var min = options.Min is { } low ? Constants.Take<T>(Constants.Read(low, options.Field, type, context)) : null;
        var max = options.Max is { } high ? Constants.Take<T>(Constants.Read(high, options.Field, type, context)) : null;
        if (options.Min is not null && min is null || options.Max is not null && max is null) return null;
        if (min is { } least && max is { } most && least.CompareTo(most) > 0)
        {
            context.Diagnostics.Add(ValidationMessages.BoundsCrossed, options.Min!.Span, "range", options.Field, options.Min, options.Max);
            return null;
        }
        return new RowRule<T>(field, min, max, $"less than {options.Min}", $"greater than {options.Max}", context.Rule);
    }

    private RowRule<long>? Refuse(RuleContext context)
    {
        context.Diagnostics.Add(ValidationMessages.NeedsOrder, options.Field.Span, "range", options.Field, context.Schema[context.IndexOf(options.Field)].Type);
        return null;
    }

    private sealed class RowRule<T>(int field, T? min, T? max, string tooLow, string tooHigh, Rule rule) : IRowRule where T : unmanaged, IComparable<T>
    {
        private readonly bool _hasMin = min is not null, _hasMax = max is not null;
        private readonly T _min = min.GetValueOrDefault(), _max = max.GetValueOrDefault();

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var column = (Column<T>)batch[field];
            var valid = column.Validity;
            var values = column.Values;
            foreach (int row in rows)
            {
                if (!valid[row]) continue;
                T value = values[row];
                if (_hasMin && value.CompareTo(_min) < 0) RuleTexts.Fail(batch, row, rule, field, IsNaN(value) ? "which lies in no range" : tooLow);
                else if (_hasMax && (value.CompareTo(_max) > 0 || IsNaN(value))) RuleTexts.Fail(batch, row, rule, field, IsNaN(value) ? "which lies in no range" : tooHigh);
            }
        }

        // CompareTo puts NaN below every number; the compiler folds this away for all other types.
        private static bool IsNaN(T value) => typeof(T) == typeof(double) && double.IsNaN((double)(object)value);
    }
}

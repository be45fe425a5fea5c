using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Mappings;
using DataMigration.Planning;

namespace DataMigration.Validations;

public sealed record OneOfOptions
{
    [Option("The field to judge.", Example = "level")]
    public required FieldReference Field { get; init; }

    [Option("The values allowed, as the field's type writes them.", Example = "[Vip, Premium, Regular]", MinItems = 1)]
    public required IReadOnlyList<ScalarValue> Values { get; init; }

    [Option("Whether upper and lower case letters are the same. For text only; ß and SS stay different.")]
    public bool IgnoreCase { get; init; }
}

[Component(ComponentKind.Validation, "one_of", "The value of a field must be one of a list.", Example = "one_of: { field: level, values: [Vip, Premium, Regular] }")]
public sealed class OneOfValidation(OneOfOptions options) : IValidation
{
    private string Expectation => $"which is none of the listed values ({RuleTexts.List(options.Values)})";

    public IRowRule? Compile(RuleContext context)
    {
        int field = context.IndexOf(options.Field);
        var type = context.Schema[field].Type;
        if (type.Kind == DataKind.Text) return CompileText(context, field);
        if (options.IgnoreCase)
        {
            context.Diagnostics.Add(ValidationMessages.IgnoreCaseNeedsText, options.Field.Span, "one_of", $"'{options.Field}' is {type}");
            return null;
        }
        switch (type.Kind)
        {
            case DataKind.Integer or DataKind.DateTime or DataKind.Time: return Compile<long>(context, field);
            case DataKind.Number: return Compile<double>(context, field);
            case DataKind.Decimal: return Compile<Int128>(context, field);
            case DataKind.Date: return Compile<int>(context, field);
            case DataKind.Boolean: return Compile<bool>(context, field);
            case DataKind.Guid: return Compile<Guid>(context, field);
            case DataKind.DateTimeOffset: return Compile<DateTimeOffset>(context, field);
            default:
                context.Diagnostics.Add(ValidationMessages.NeedsText, options.Field.Span, "one_of", options.Field, type);
                return null;
        }
    }

    private TextRule? CompileText(RuleContext context, int field)
    {
        var keys = new List<byte[]>();
        foreach (var value in options.Values)
        {
            if (value.Text is null)
                context.Diagnostics.Add(ValidationMessages.BadConstant, value.Span, value, options.Field, DataType.Text, "text (null passes this rule in any case)");
            else
                keys.Add(options.IgnoreCase ? CaseFolding.Fold(Encoding.UTF8.GetBytes(value.Text)) : Encoding.UTF8.GetBytes(value.Text));
        }
        return keys.Count < options.Values.Count ? null : new TextRule(field, new Utf8Lookup([.. keys]), options.IgnoreCase, Expectation, context.Rule);
    }

    private TypedRule<T>? Compile<T>(RuleContext context, int field) where T : unmanaged, IEquatable<T>
    {
        var values = options.Values.Select(v => Constants.Take<T>(Constants.Read(v, options.Field, context.Schema[field].Type, context))).ToList();
        return values.Contains(null) ? null : new TypedRule<T>(field, [.. values.Select(v => v!.Value)], Expectation, context.Rule);
    }

    private sealed class TextRule(int field, Utf8Lookup allowed, bool ignoreCase, string expectation, Rule rule) : IRowRule
    {
        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var text = (TextColumn)batch[field];
            var valid = text.Validity;
            using var folded = new FoldingBuffer();
            foreach (int row in rows)
            {
                if (!valid[row]) continue;
                if (allowed.Find(ignoreCase ? folded.Fold(text[row]) : text[row]) < 0) RuleTexts.Fail(batch, row, rule, field, expectation);
            }
        }
    }

    private sealed class TypedRule<T>(int field, HashSet<T> allowed, string expectation, Rule rule) : IRowRule where T : unmanaged, IEquatable<T>
    {
        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var column = (Column<T>)batch[field];
            var valid = column.Validity;
            var values = column.Values;
            foreach (int row in rows)
                if (valid[row] && !allowed.Contains(values[row])) RuleTexts.Fail(batch, row, rule, field, expectation);
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Validations;

public sealed record LengthOptions
{
    [Option("The text field to judge.", Example = "zip")]
    public required FieldReference Field { get; init; }

    [Option("The least number of characters allowed.", Example = "5", Minimum = 0)]
    public int? Min { get; init; }

    [Option("The greatest number of characters allowed.", Example = "10", Minimum = 0)]
    public int? Max { get; init; }
}

[Component(ComponentKind.Validation, "length", "The text of a field must have so many characters, counted as Unicode code points: é is one, an emoji too.",
    Example = "length: { field: zip, min: 5, max: 10 }")]
public sealed class LengthValidation(LengthOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context)
    {
        int field = context.IndexOf(options.Field);
        var type = context.Schema[field].Type;
        if (type.Kind != DataKind.Text)
            context.Diagnostics.Add(ValidationMessages.NeedsText, options.Field.Span, "length", options.Field, type);
        else if (options.Min is null && options.Max is null)
            context.Diagnostics.Add(ValidationMessages.BoundsMissing, context.Rule.Span, "length", options.Field);
        else if (options.Min > options.Max)
            context.Diagnostics.Add(ValidationMessages.BoundsCrossed, context.Rule.Span, "length", options.Field, options.Min, options.Max);
        else
            return new RowRule(field, options.Min ?? 0, options.Max ?? int.MaxValue, context.Rule);
        return null;
    }

    private sealed class RowRule(int field, int min, int max, Rule rule) : IRowRule
    {
        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var text = (TextColumn)batch[field];
            var valid = text.Validity;
            var lengths = text.Lengths;
            foreach (int row in rows)
            {
                if (!valid[row]) continue;
                // A code point has one to four bytes, so most texts need no counting.
                int bytes = lengths[row];
                if (bytes <= max && bytes >= 4L * min) continue;
                int length = CodePoints(text[row]);
                if (length < min || length > max) Fail(batch, row, length);
            }
        }

        private static int CodePoints(ReadOnlySpan<byte> utf8)
        {
            int count = 0;
            foreach (byte b in utf8) count += (b & 0xC0) == 0x80 ? 0 : 1;
            return count;
        }

        private void Fail(RecordBatch batch, int row, int length)
        {
            string name = batch.Schema[field].Name;
            string characters = length == 1 ? "1 character" : $"{length} characters";
            batch.Failures.Fail(row, rule, name, ((TextColumn)batch[field])[row], $"{name} has {characters}, {(length < min ? $"fewer than {min}" : $"more than {max}")}.");
        }
    }
}

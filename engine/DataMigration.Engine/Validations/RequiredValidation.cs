using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Validations;

public sealed record RequiredOptions
{
    [Option("Fields that must have a value: neither null nor empty text.", Example = "[name, email]", Shorthand = true, MinItems = 1)]
    public required IReadOnlyList<FieldReference> Fields { get; init; }
}

[Component(ComponentKind.Validation, "required", "The fields must have a value: neither null nor empty text. Text of blanks is not empty: `trim` it first. The only rule that judges null.",
    Example = "required: [name, email]")]
public sealed class RequiredValidation(RequiredOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context) => new RowRule([.. options.Fields.Select(context.IndexOf)], context.Rule);

    private sealed class RowRule(int[] fields, Rule rule) : IRowRule
    {
        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            foreach (int field in fields)
            {
                if (batch[field] is TextColumn { Type.Kind: DataKind.Text } text) CheckText(batch, field, text, rows);
                else CheckOther(batch, field, batch[field].Validity.Words, rows);
            }
        }

        private void CheckText(RecordBatch batch, int field, TextColumn text, ReadOnlySpan<int> rows)
        {
            ReadOnlySpan<ulong> valid = text.Validity.Words;
            ReadOnlySpan<int> lengths = text.Lengths;
            foreach (int row in rows)
                if ((valid[row >> 6] & (1UL << row)) == 0 || lengths[row] == 0) Fail(batch, field, row, text.IsNull(row) ? null : "");
        }

        private void CheckOther(RecordBatch batch, int field, ReadOnlySpan<ulong> valid, ReadOnlySpan<int> rows)
        {
            foreach (int row in rows)
                if ((valid[row >> 6] & (1UL << row)) == 0) Fail(batch, field, row, null);
        }

        private void Fail(RecordBatch batch, int field, int row, string? value)
        {
            string name = batch.Schema[field].Name;
            batch.Failures.Fail(row, rule, name, value, $"{name} is empty.");
        }
    }
}

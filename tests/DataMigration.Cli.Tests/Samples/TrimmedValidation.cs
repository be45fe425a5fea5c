using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;

namespace DataMigration.Validations;

public sealed record TrimmedOptions
{
    [Option("The text field to judge.", Example = "name", Shorthand = true)]
    public required FieldReference Field { get; init; }
}

[Component(ComponentKind.Validation, "trimmed", "Text must not start or end with a blank.", Example = "trimmed: name")]
public sealed class TrimmedValidation(TrimmedOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context) => new RowRule(context.IndexOf(options.Field), context.Rule);

    private sealed class RowRule(int field, Rule rule) : IRowRule
    {
        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            if (batch[field] is not TextColumn text) return;
            string name = batch.Schema[field].Name;
            foreach (int row in rows)
                if (!text.IsNull(row) && text[row] is [(byte)' ', ..] or [.., (byte)' '])
                    batch.Failures.Fail(row, rule, name, text[row], $"{name} starts or ends with a blank.");
        }
    }
}

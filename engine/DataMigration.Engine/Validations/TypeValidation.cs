using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Mappings;
using DataMigration.Planning;
using DataMigration.Values;

namespace DataMigration.Validations;

public sealed record TypeOptions
{
    [Option("The text field to judge.", Example = "birthday")]
    public required FieldReference Field { get; init; }

    [Option("The type that must be able to read its text.", Example = "date")]
    public required DataType Type { get; init; }

    [Option("How the text is written: a date pattern, or a number's separators; as in mappings.", Example = "MM/dd/yyyy")]
    public FormatDefinition? Format { get; init; }
}

[Component(ComponentKind.Validation, "type", "The text of a field must be readable as a type; the field itself stays text.",
    Example = "type: { field: birthday, type: date, format: MM/dd/yyyy }")]
public sealed class TypeValidation(TypeOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context)
    {
        int field = context.IndexOf(options.Field);
        if (context.Schema[field].Type is { Kind: not DataKind.Text } other)
        {
            context.Diagnostics.Add(ValidationMessages.NeedsText, options.Field.Span, "type", options.Field, other);
            return null;
        }
        var format = MappingCompiler.FormatOf(options.Format);
        if (ValueReaders.Create(options.Type, format, out string? error) is { } reader)
            return new RowRule(field, reader, TypeStep.Expectation(options.Type, format), context.Rule);
        context.Diagnostics.Add(ValidationMessages.BadRuleFormat, options.Field.Span, options.Field, options.Type, error);
        return null;
    }

    private sealed class RowRule(int field, ValueReader reader, string expected, Rule rule) : IRowRule
    {
        private readonly string _expectation = $"which is not {expected}";

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var failed = worker.FailedRows;
            failed.Clear();
            reader.Read((TextColumn)batch[field], rows, failed).Dispose();
            foreach (int row in failed) RuleTexts.Fail(batch, row, rule, field, _expectation);
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Transforms;

[Component(ComponentKind.Transform, "split_rows",
    "Makes a row of each value in a field. The rows beyond the first count as added; if one of them is rejected, the whole source row is.",
    Example = "split_rows: { field: tags, separator: \";\", into: tag }")]
public sealed class SplitRowsTransform(SplitRowsOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context)
    {
        int errors = context.Diagnostics.Items.Count;
        var type = context.TypeOf(options.Field);
        bool json = options.Json || type?.Kind == DataKind.Json;
        Check(context, type, json);
        string into = options.Into ?? options.Field.Name;
        var added = (options.Take?.Keys ?? [into]).Select(name => new Field(name, DataType.Text)).ToList();
        if (options.Position is { } position) added.Add(new Field(position, DataType.Integer));
        foreach (var field in added)
        {
            bool replaces = field.Name == options.Field.Name && field.Name != options.Position;
            if (!context.Scope.IsOpen && !replaces && context.Schema.IndexOf(field.Name) >= 0)
                context.Diagnostics.Add(TransformMessages.FieldExists, options.Field.Span, field.Name, "split_rows");
            context.Untyped.Remove(field.Name);
        }
        if (context.Diagnostics.Items.Skip(errors).Any(d => d.Severity == DiagnosticSeverity.Error)) return null;
        var output = WithFields.Schema(context.Schema, added, out int[] positions);
        return type is null ? new UndecidedStep(output) : new Step(output, positions, context.IndexOf(options.Field), json, options, new Rule(Stage.Transform, "split_rows", context.Span));
    }

    private void Check(StepContext context, DataType? type, bool json)
    {
        if (json)
        {
            if (options.Separator is not null) context.Diagnostics.Add(TransformMessages.SeparatorUnused, options.Field.Span, options.Field.Name, "separator");
            if (options.Take is not null && options.Into is not null) context.Diagnostics.Add(TransformMessages.SeparatorUnused, options.Field.Span, options.Field.Name, "into");
        }
        else if (options.Take is not null && type is not null)
        {
            context.Diagnostics.Add(TransformMessages.TakeNeedsJson, options.Field.Span, options.Field.Name);
        }
        if (type is not { } known) return;
        if (known.Kind is not (DataKind.Text or DataKind.Json)) context.Diagnostics.Add(TransformMessages.CannotSplit, options.Field.Span, options.Field.Name, known);
        else if (!json && options.Separator is null) context.Diagnostics.Add(TransformMessages.SeparatorMissing, options.Field.Span, options.Field.Name);
    }

    private sealed class Step(RecordSchema output, int[] positions, int field, bool json, SplitRowsOptions options, Rule rule) : IRowStep
    {
        private readonly string[][]? _paths = options.Take?.Values.Select(p => p.Split('.')).ToArray();
        private readonly byte[] _separator = System.Text.Encoding.UTF8.GetBytes(options.Separator ?? "");

        public RecordSchema Output => output;

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            var text = (TextColumn)batch[field];
            using var values = json ? new JsonElements(_paths) : (SplitValues)new SeparatedValues(text, _separator);
            foreach (int row in batch.Selection.Rows)
            {
                int before = values.Count;
                if (!text.IsNull(row) && text.Lengths[row] > 0 && values.Add(row, text[row]) is { } problem)
                    RuleTexts.Fail(batch, row, rule, field, problem);
                else if (values.Count == before && options.Empty == EmptySplit.Keep)
                    values.AddNull(row);
            }
            return Build(batch, values);
        }

        private RecordBatch Build(RecordBatch batch, SplitValues values)
        {
            var parents = values.Parents;
            var columns = new Column[output.Count];
            var added = values.ToColumns();
            for (int i = 0; i < added.Count; i++) columns[positions[i]] = added[i];
            if (options.Position is not null) columns[positions[^1]] = Numbers(parents);
            for (int i = 0; i < batch.Schema.Count; i++) columns[i] ??= ColumnRows.Take(batch[i], parents);
            return new RecordBatch(output, columns, batch, parents);
        }

        private static Column<long> Numbers(ReadOnlySpan<int> parents)
        {
            var numbers = new Column<long>(DataType.Integer, parents.Length);
            for (int i = 0, number = 0; i < parents.Length; i++)
            {
                number = i > 0 && parents[i - 1] == parents[i] ? number + 1 : 1;
                numbers.Set(i, number);
            }
            return numbers;
        }
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Keys;
using DataMigration.Mappings;
using DataMigration.Planning;
using DataMigration.References;
using DataMigration.Values;

namespace DataMigration.Transforms;

[Component(ComponentKind.Transform, "lookup", "Finds each row's match in another source by a key and takes fields of it.",
    Example = "lookup: { source: regions, on: { region_code: code }, take: { region_id: id }, missing: reject }")]
public sealed class LookupTransform(LookupOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context)
    {
        int errors = context.Diagnostics.Items.Count;
        var other = context.Source(options.Source);
        var keys = ReferenceKeys.Of(options.On, context.Scope, other, options.IgnoreCase, "lookup", context.Span, context.Diagnostics);
        var fields = new List<Field>();
        var taken = new List<int>();
        foreach (var (name, foreign) in options.Take)
        {
            int index = other.IndexOf(foreign, context.Diagnostics);
            if (!context.Scope.IsOpen && context.Schema.IndexOf(name) >= 0) context.Diagnostics.Add(TransformMessages.FieldExists, foreign.Span, name, "lookup");
            taken.Add(index);
            fields.Add(new Field(name, other.TypeOf(index) ?? DataType.Text));
            if (other.TypeOf(index) is null) context.Untyped.Add(name);
            else context.Untyped.Remove(name);
        }
        bool typed = taken.TrueForAll(t => other.TypeOf(t) is not null);
        var defaults = Defaults(fields, typed, context);
        if (context.Diagnostics.Items.Skip(errors).Any(d => d.Severity == DiagnosticSeverity.Error)) return null;
        var output = WithFields.Schema(context.Schema, fields, out int[] positions);
        if (keys is null || !typed) return new UndecidedStep(output);
        var table = new ReferenceTable(other, keys.Other, [.. taken], options.IgnoreCase, options.Duplicates, context.Span);
        return new Step(output, positions, keys.Own, table, options, defaults, new NoMatch(keys.Own, options.Source, options.On.Values, new Rule(Stage.Transform, "lookup", context.Span)));
    }

    /// <summary>For each field taken its default, or null.</summary>
    private List<Column?>? Defaults(List<Field> fields, bool typed, StepContext context)
    {
        if (options.Missing == MissingMatch.Default && options.Defaults is null) context.Diagnostics.Add(TransformMessages.DefaultsMissing, context.Span, fields.Count > 0 ? fields[0].Name : "field");
        if (options.Missing != MissingMatch.Default && options.Defaults is { } unused) context.Diagnostics.Add(TransformMessages.DefaultsUnused, unused.Values.First().Span);
        if (options.Missing != MissingMatch.Default || options.Defaults is not { } given) return null;
        foreach (var (name, value) in given)
            if (!options.Take.ContainsKey(name)) context.Diagnostics.Add(TransformMessages.DefaultOfNothing, value.Span, name, Suggestions.Remedy(name, [.. options.Take.Keys], "It takes no field."));
        if (!typed) return null;
        var columns = new List<Column?>();
        foreach (var field in fields)
        {
            var value = given.GetValueOrDefault(field.Name);
            var column = value?.Text is { } text ? ValueReaders.Create(field.Type, ValueFormat.Default, out _)!.ReadOne(text) : null;
            if (value?.Text is not null && column is null)
                context.Diagnostics.Add(TransformMessages.BadDefault, value.Span, field.Name, value.Text, TypeStep.Expectation(field.Type, ValueFormat.Default));
            columns.Add(column);
        }
        return columns;
    }

    private sealed class Step(RecordSchema output, int[] positions, int[] keys, ReferenceTable table, LookupOptions options, List<Column?>? defaults, NoMatch noMatch) : IRowStep, INeedsPreparation
    {
        private int _missing = -1;

        public RecordSchema Output => output;

        public async ValueTask PrepareAsync(RunPreparation run, CancellationToken cancellationToken)
        {
            await table.LoadAsync(cancellationToken);
            if (defaults is not null) _missing = table.AddRow(defaults);
        }

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            var hasher = new KeyHasher(keys, options.IgnoreCase);
            int[] found = BufferPool.Of<int>().Rent(Math.Max(batch.RowCount, 1));
            found.AsSpan(0, batch.RowCount).Fill(-1);
            foreach (int row in batch.Selection.Rows)
            {
                if (!hasher.TryHash(batch, row, out var key)) continue;
                int match = table.Find(key);
                found[row] = match >= 0 ? match : _missing;
                if (match < 0 && options.Missing == MissingMatch.Reject) noMatch.Fail(batch, row);
            }
            var columns = new Column[positions.Length];
            for (int i = 0; i < columns.Length; i++) columns[i] = table.Take(i, found.AsSpan(0, batch.RowCount));
            BufferPool.Of<int>().Return(found);
            return WithFields.Batch(output, batch, columns, positions);
        }
    }
}

using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;

namespace DataMigration.Transforms;

public sealed record UnpivotOptions
{
    [Option("The fields that become rows, in this order. They must be of one type.", Example = "[q1, q2, q3, q4]", MinItems = 1)]
    public required IReadOnlyList<FieldReference> Fields { get; init; }

    [Option("The new field that says which of the fields a row's value stood in.", Example = "quarter")]
    public required string Name { get; init; }

    [Option("The new field that takes the value.", Example = "amount")]
    public required string Value { get; init; }

    [Option("Other words for the names of the fields, by field.", Example = "{ q1: Q1 }", MinItems = 1)]
    public IReadOnlyDictionary<FieldReference, string>? Labels { get; init; }

    [Option("Whether fields that are null make a row: `keep` it, or `drop` it. A row of nothing but nulls counts as filtered then.")]
    public EmptySplit Nulls { get; init; } = EmptySplit.Keep;
}

[Component(ComponentKind.Transform, "unpivot",
    "Makes a row of each of some fields: columns become rows. The rows beyond the first count as added; if one of them is rejected, the whole source row is.",
    Example = "unpivot: { fields: [q1, q2, q3, q4], name: quarter, value: amount }")]
public sealed class UnpivotTransform(UnpivotOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context)
    {
        int errors = context.Diagnostics.Items.Count;
        var gone = options.Fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var types = options.Fields.Select(context.TypeOf).ToList();
        bool typed = types.TrueForAll(t => t is not null);
        int odd = typed ? types.FindIndex(t => t != types[0]) : -1;
        if (odd > 0) context.Diagnostics.Add(TransformMessages.UnpivotTypesDiffer, options.Fields[odd].Span, options.Fields[0].Name, types[0], options.Fields[odd].Name, types[odd]);
        var kept = context.Schema.Fields.Where(f => !gone.Contains(f.Name)).ToList();
        foreach (string name in new[] { options.Name, options.Value })
            if (!context.Scope.IsOpen && kept.Exists(f => f.Name == name)) context.Diagnostics.Add(TransformMessages.FieldExists, options.Fields[0].Span, name, "unpivot");
        if (options.Name == options.Value) context.Diagnostics.Add(TransformMessages.FieldExists, options.Fields[0].Span, options.Name, "unpivot");
        if (context.Diagnostics.Items.Skip(errors).Any(d => d.Severity == DiagnosticSeverity.Error)) return null;
        kept.RemoveAll(f => f.Name == options.Name || f.Name == options.Value);
        context.Untyped.ExceptWith(gone);
        context.Untyped.Remove(options.Name);
        if (typed) context.Untyped.Remove(options.Value);
        else context.Untyped.Add(options.Value);
        var output = new RecordSchema([.. kept, new Field(options.Name, DataType.Text), new Field(options.Value, types[0] ?? DataType.Text)]);
        return typed && !context.Scope.IsOpen ? new Step(output, [.. kept.Select(f => context.Schema.IndexOf(f.Name))], [.. options.Fields.Select(context.IndexOf)], Labels(), options.Nulls) : new UndecidedStep(output);
    }

    private byte[][] Labels() => [.. options.Fields.Select(f => Encoding.UTF8.GetBytes(options.Labels?.FirstOrDefault(l => l.Key.Name == f.Name).Value ?? f.Name))];

    private sealed class Step(RecordSchema output, int[] kept, int[] fields, byte[][] labels, EmptySplit nulls) : IRowStep
    {
        public RecordSchema Output => output;

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            int most = batch.Selection.Count * fields.Length, count = 0;
            int[] parents = BufferPool.Of<int>().Rent(Math.Max(most, 1)), from = BufferPool.Of<int>().Rent(Math.Max(most, 1));
            foreach (int row in batch.Selection.Rows)
                for (int i = 0; i < fields.Length; i++)
                {
                    if (nulls == EmptySplit.Drop && batch[fields[i]].IsNull(row)) continue;
                    parents[count] = row;
                    from[count++] = i;
                }
            var columns = new Column[output.Count];
            for (int i = 0; i < kept.Length; i++) columns[i] = ColumnRows.Take(batch[kept[i]], parents.AsSpan(0, count));
            columns[^2] = Names(from.AsSpan(0, count));
            columns[^1] = Values(batch, parents.AsSpan(0, count), from);
            var result = new RecordBatch(output, columns, batch, parents.AsSpan(0, count));
            BufferPool.Of<int>().Return(parents);
            BufferPool.Of<int>().Return(from);
            return result;
        }

        private TextColumn Names(ReadOnlySpan<int> from)
        {
            var names = new TextColumn(DataType.Text, from.Length);
            int[] starts = [.. labels.Select(l => names.Heap.Append(l))];
            for (int row = 0; row < from.Length; row++) names.SetSlice(row, starts[from[row]], labels[from[row]].Length);
            return names;
        }

        private Column Values(RecordBatch batch, ReadOnlySpan<int> parents, ReadOnlySpan<int> from)
        {
            var values = Column.Create(output[^1].Type, parents.Length);
            for (int row = 0; row < parents.Length; row++) ColumnRows.Set(values, row, batch[fields[from[row]]], parents[row]);
            return values;
        }
    }
}

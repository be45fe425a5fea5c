using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;
using DataMigration.References;

namespace DataMigration.Transforms;

public sealed record UnionOptions
{
    [Option("The sources whose rows follow, one source after the other, and go through the steps below. Fields are matched by name.", Example = "[stores_2024, stores_2025]", Shorthand = true, MinItems = 1)]
    public required IReadOnlyList<SourceReference> Sources { get; init; }

    [Option("A field that such a source lacks: `refuse` the pipeline, or fill it with `null`.")]
    public MissingField Missing { get; init; } = MissingField.Refuse;

    [Option("A field that only such a source has: `refuse` the pipeline, or `ignore` the field.")]
    public ExtraField Extra { get; init; } = ExtraField.Refuse;
}

/// <summary>What to do about a field that a source lacks.</summary>
public enum MissingField
{
    Refuse,
    Null,
}

/// <summary>What to do about a field that only one source has.</summary>
public enum ExtraField
{
    Refuse,
    Ignore,
}

[Component(ComponentKind.Transform, "union", "Adds the rows of other sources behind those at hand. They count as added; each source has a reject file of its own.", Example = "union: [stores_2025]")]
public sealed class UnionTransform(UnionOptions options) : ITransform
{
    public IRowStep? Compile(StepContext context)
    {
        int errors = context.Diagnostics.Items.Count;
        var inputs = options.Sources.Select(s => Input(context, context.Source(s), s.Span)).ToList();
        if (context.Diagnostics.Items.Skip(errors).Any(d => d.Severity == DiagnosticSeverity.Error)) return null;
        return inputs.Contains(null) ? new UndecidedStep(context.Schema) : new Step(Joined(context.Schema, inputs!), inputs!);
    }

    /// <summary>What is known of a field's values beyond its type holds for all sources, or is not known.</summary>
    private static RecordSchema Joined(RecordSchema schema, IReadOnlyList<AddedInput> inputs) => new(schema.Fields.Select(field =>
    {
        foreach (var other in inputs.Select(i => i.Source.Scope.Schema))
            if (other.IndexOf(field.Name) is >= 0 and var index)
                field = field with { FractionDigits = Math.Max(field.FractionDigits, other[index].FractionDigits), IsUtc = field.IsUtc && other[index].IsUtc };
        return field;
    }));

    private AddedInput? Input(StepContext context, OtherSource other, SourceSpan span)
    {
        if (context.Scope.IsOpen || other.Scope.IsOpen) return null;
        var positions = new int[context.Schema.Count];
        bool typed = true;
        for (int i = 0; i < positions.Length; i++)
        {
            var field = context.Schema[i];
            positions[i] = other.Scope.Schema.IndexOf(field.Name);
            if (positions[i] < 0)
            {
                if (options.Missing == MissingField.Refuse) context.Diagnostics.Add(TransformMessages.UnionFieldMissing, span, other.Name, field.Name);
                continue;
            }
            if (context.Scope.Untyped.Contains(field.Name) || other.TypeOf(positions[i]) is not { } type) typed = false;
            else if (type != field.Type) context.Diagnostics.Add(TransformMessages.UnionTypesDiffer, span, field.Name, field.Type, type, other.Name);
        }
        if (options.Extra == ExtraField.Refuse)
            foreach (var field in other.Scope.Schema.Fields.Where(f => context.Schema.IndexOf(f.Name) < 0))
                context.Diagnostics.Add(TransformMessages.UnionFieldExtra, span, other.Name, field.Name);
        return typed ? new AddedInput(other, new Align(context.Schema, positions)) : null;
    }

    private sealed class Step(RecordSchema schema, IReadOnlyList<AddedInput> inputs) : IAddsInputs
    {
        public RecordSchema Output => schema;

        public IReadOnlyList<AddedInput> Inputs => inputs;

        public RecordBatch Apply(RecordBatch batch, Worker worker) => batch;
    }

    /// <summary>Puts the columns of another source where the rows at hand have them.</summary>
    private sealed class Align(RecordSchema schema, int[] positions) : IRowStep
    {
        public RecordSchema Output => schema;

        public RecordBatch Apply(RecordBatch batch, Worker worker)
        {
            var columns = new Column[positions.Length];
            for (int i = 0; i < columns.Length; i++) columns[i] = positions[i] < 0 ? Column.Create(schema[i].Type, batch.RowCount) : batch[positions[i]];
            return new RecordBatch(schema, columns, batch);
        }
    }
}

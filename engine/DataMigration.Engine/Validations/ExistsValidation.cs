using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Keys;
using DataMigration.Planning;
using DataMigration.References;

namespace DataMigration.Validations;

public sealed record ExistsOptions
{
    [Option("The source to look into. It is read once, before the first row, and its keys are kept in memory.", Example = "regions")]
    public required SourceReference Source { get; init; }

    [Option("What must be equal: a mapped field, and the field of the other source. Types must be alike. A row with a null among its fields passes.", Example = "{ region_id: id }", MinItems = 1)]
    public required IReadOnlyDictionary<FieldReference, ForeignField> On { get; init; }

    [Option("Whether upper and lower case letters of text are the same.")]
    public bool IgnoreCase { get; init; }
}

[Component(ComponentKind.Validation, "exists", "The values must be those of some row of another source.", Example = "exists: { source: regions, on: { region_id: id } }")]
public sealed class ExistsValidation(ExistsOptions options) : IValidation
{
    public IRowRule? Compile(RuleContext context)
    {
        var other = context.Source(options.Source);
        var keys = ReferenceKeys.Of(options.On, FieldScope.Closed(context.Schema), other, options.IgnoreCase, "exists", options.Source.Span, context.Diagnostics);
        if (keys is null) return null;
        var table = new ReferenceTable(other, keys.Other, [], options.IgnoreCase, DuplicateKeys.First, options.Source.Span);
        return new RowRule(keys.Own, table, options.IgnoreCase, new NoMatch(keys.Own, options.Source, options.On.Values, context.Rule));
    }

    private sealed class RowRule(int[] fields, ReferenceTable table, bool ignoreCase, NoMatch noMatch) : IRowRule, INeedsPreparation
    {
        public ValueTask PrepareAsync(RunPreparation run, CancellationToken cancellationToken) => table.LoadAsync(cancellationToken);

        public void Check(RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
        {
            var hasher = new KeyHasher(fields, ignoreCase);
            foreach (int row in rows)
                if (hasher.TryHash(batch, row, out var key) && table.Find(key) < 0) noMatch.Fail(batch, row);
        }
    }
}

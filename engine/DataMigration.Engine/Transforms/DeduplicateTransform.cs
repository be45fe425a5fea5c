using DataMigration.Checkpoints;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Keys;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Transforms;

public sealed record DeduplicateOptions
{
    [Option("The fields that together say which rows are the same. A row with a null among them is like no other and stays.", Example = "[id]", Shorthand = true, MinItems = 1)]
    public required IReadOnlyList<FieldReference> By { get; init; }

    [Option("Which row of the same key stays, in source order. `last` reads the source twice.")]
    public KeepRow Keep { get; init; } = KeepRow.First;

    [Option("Whether upper and lower case letters of text are the same.")]
    public bool IgnoreCase { get; init; }
}

/// <summary>Which of several rows stays.</summary>
public enum KeepRow
{
    First,
    Last,
}

[Component(ComponentKind.Transform, "deduplicate", "Keeps one row of each key; the others are counted as skipped. What later steps think of a row makes no difference.", Example = "deduplicate: { by: [id], keep: last }")]
public sealed class DeduplicateTransform(DeduplicateOptions options) : ITransform
{
    /// <summary>Fewer keys in memory, so that a test reaches the spill file.</summary>
    internal int KeysInMemory { get; init; } = KeyTable.DefaultKeysInMemory;

    public IRowStep? Compile(StepContext context)
    {
        var types = options.By.Select(context.TypeOf).ToList();
        if (options.IgnoreCase && types.TrueForAll(t => t is { Kind: not DataKind.Text }))
        {
            context.Diagnostics.Add(ValidationMessages.IgnoreCaseNeedsText, options.By[0].Span, "deduplicate", "none of its fields is text");
            return null;
        }
        if (options.Keep == KeepRow.Last && context.Inputs.FirstOrDefault(i => !i.Source.CanReadAgain) is { } stream)
        {
            context.Diagnostics.Add(TransformMessages.NeedsSecondReading, context.Span, stream.Name);
            return null;
        }
        int[] fields = [.. options.By.Select(context.IndexOf).Distinct()];
        return options.Keep == KeepRow.First
            ? new KeepFirst(context.Schema, fields, options.IgnoreCase, KeysInMemory)
            : new KeepLast(context.Schema, fields, options.IgnoreCase, KeysInMemory);
    }

    private abstract class Step(RecordSchema schema, int[] fields, bool ignoreCase) : IOrderedStep
    {
        public RecordSchema Output => schema;

        public RecordBatch Apply(RecordBatch batch, Worker worker) => batch;

        public Arrivals Arrive(RecordBatch batch)
        {
            var arrivals = new Arrivals(batch);
            var hasher = new KeyHasher(fields, ignoreCase);
            foreach (int row in batch.Selection.Rows)
                if (hasher.TryHash(batch, row, out arrivals.Keys[row])) arrivals.Keyed[row] = true;
            return arrivals;
        }

        public abstract IArrivalGate Open(string spillFolder);
    }

    private sealed class KeepFirst(RecordSchema schema, int[] fields, bool ignoreCase, int keysInMemory) : Step(schema, fields, ignoreCase)
    {
        public override IArrivalGate Open(string spillFolder) => new Gate(new KeySet(spillFolder, keysInMemory));

        private sealed class Gate(KeySet seen) : IArrivalGate, IKeepsKeys
        {
            public KeyLog? Log { private get; set; }

            public bool Lets(UInt128 key)
            {
                bool isNew = seen.Add(key);
                if (isNew) Log?.Append(key);
                return isNew;
            }

            public void Restore(UInt128 key) => seen.Add(key);

            public void Complete() { }

            public void Dispose() => seen.Dispose();
        }
    }

    /// <summary>Counts every key in a reading of its own, then lets the row through with which a key's count is used up.</summary>
    private sealed class KeepLast(RecordSchema schema, int[] fields, bool ignoreCase, int keysInMemory) : Step(schema, fields, ignoreCase), INeedsPreparation, IDisposable
    {
        private KeyCounts? _counts;

        public async ValueTask PrepareAsync(RunPreparation run, CancellationToken cancellationToken)
        {
            _counts?.Dispose();
            _counts = new KeyCounts(run.SpillFolder, keysInMemory);
            await run.ReadBefore(this, Count, cancellationToken);
        }

        public override IArrivalGate Open(string spillFolder)
        {
            var counts = _counts ?? throw new InvalidOperationException("The step was not prepared.");
            counts.Restart();
            return new Gate(counts);
        }

        public void Dispose() => _counts?.Dispose();

        private void Count(RecordBatch batch)
        {
            using var arrivals = Arrive(batch);
            for (int row = 0; row < batch.RowCount; row++)
                if (arrivals.Keyed[row]) _counts!.Increment(arrivals.Keys[row]);
        }

        private sealed class Gate(KeyCounts counts) : IArrivalGate, IKeepsKeys
        {
            public KeyLog? Log { private get; set; }

            public bool Lets(UInt128 key)
            {
                Log?.Append(key);
                return Take(key) == 0;
            }

            public void Restore(UInt128 key) => Take(key);

            public void Complete()
            {
                if (counts.Left > 0) throw Changed("fewer");
            }

            public void Dispose() { }

            private long Take(UInt128 key) => counts.Decrement(key) is var left && left >= 0 ? left : throw Changed("more");

            private static MigrationException Changed(string rows) => new(TransformMessages.SourceChanged.At(null, rows));
        }
    }
}

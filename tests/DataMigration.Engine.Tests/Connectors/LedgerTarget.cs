using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Tests.Connectors;

public sealed record LedgerOptions
{
    [Option("The file that committed rows are appended to.", Example = "out.txt")]
    public required FilePath Path { get; init; }

    [Option("Calls that fail for a passing reason, counted from 1 over the whole process of the target: `write 2`, `commit 3`.", Example = "[write 2]")]
    public IReadOnlyList<string> Faults { get; init; } = [];

    [Option("Whether what was committed stays.")]
    public bool Keeps { get; init; } = true;

    [Option("Whether rows can be offered again.")]
    public bool Again { get; init; } = true;

    [Option("A value of the first field that the target refuses; every row whose value ends so.", Example = "7")]
    public string? Refuse { get; init; }

    [Option("Whether it says what it is told of the fields.")]
    public bool Tell { get; init; }
}

/// <summary>A target with transactions that fails when told to: what a database does, with the faults at known places.</summary>
[Component(ComponentKind.Target, "ledger", "Appends rows to a file, transaction by transaction, for tests.", Example = "ledger: { path: out.txt }")]
public sealed class LedgerTarget(LedgerOptions options, ConnectorContext context) : ITarget
{
    private readonly Dictionary<string, int> _calls = [];

    public IReadOnlyList<string> Facts => [$"{context.Name}: a ledger"];

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        if (options.Tell) diagnostics.Add(TestMessages.LedgerTells, context.Span, string.Join("; ", schema.Fields.Select(f => $"{f.Name} {f.Type} {f.FractionDigits}{(f.IsUtc ? " utc" : "")}")));
    }

    public ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        Meet("check");
        return default;
    }

    public ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        Meet("open");
        if (!options.Keeps) File.WriteAllText(options.Path.FullPath, "");
        return new(new Writer(this, options));
    }

    private void Meet(string call)
    {
        int number = _calls[call] = _calls.GetValueOrDefault(call) + 1;
        if (options.Faults.Contains($"{call} {number}")) throw new MigrationException(TestMessages.LedgerFails.At(null, call), temporary: true);
    }

    private sealed class Writer(LedgerTarget target, LedgerOptions options) : ITargetWriter
    {
        private readonly Rule _rule = new(Stage.Target, "refused", null);
        private readonly List<string> _open = [];
        private readonly List<string> _all = [];

        public bool KeepsCommits => options.Keeps;

        public bool CanWriteAgain => options.Again;

        public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
        {
            _open.Clear();
            var results = batches.Select(Write).ToList();
            target.Meet("write");
            return new(results);
        }

        public ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken)
        {
            target.Meet("commit");
            if (options.Keeps) File.AppendAllLines(options.Path.FullPath, _open);
            _all.AddRange(_open);
            _open.Clear();
            return default;
        }

        public ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            target.Meet("complete");
            if (!options.Keeps) File.WriteAllLines(options.Path.FullPath, _all);
            return default;
        }

        public ValueTask DisposeAsync() => default;

        private WriteResult Write(WriteBatch batch)
        {
            var result = new WriteResult();
            var refused = new HashSet<int>();
            foreach (int row in batch.Rows.Rows)
                if (options.Refuse is { } end && Text(batch.Batch, row, 0).EndsWith(end, StringComparison.Ordinal)) refused.Add(batch.Batch.RootRow(row));
            foreach (int row in batch.Rows.Rows)
            {
                if (!refused.Contains(batch.Batch.RootRow(row)))
                {
                    _open.Add(string.Join(',', Enumerable.Range(0, batch.Batch.Schema.Count).Select(i => Text(batch.Batch, row, i))));
                    result.Inserted++;
                }
                else if (Text(batch.Batch, row, 0).EndsWith(options.Refuse!, StringComparison.Ordinal)) result.Failures.Add(new RowFailure(row, _rule, batch.Batch.Schema[0].Name, null, "The ledger refuses it."));
                else result.Withdrawn.Add(row);
            }
            return result;
        }

        private static string Text(RecordBatch batch, int row, int field) => batch[field].IsNull(row) ? "" : ValueFormatter.ToText(batch[field], row);
    }
}

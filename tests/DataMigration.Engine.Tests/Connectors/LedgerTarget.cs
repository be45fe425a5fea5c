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

    [Option("Calls that fail for a passing reason, counted from 1 over the whole process of the target: `write 2`, `commit 3`. With `!` in front the run dies before the call has its effect, with `!` behind after it.", Example = "[write 2]")]
    public IReadOnlyList<string> Faults { get; init; } = [];

    [Option("Whether what was committed stays.")]
    public bool Keeps { get; init; } = true;

    [Option("Whether rows can be offered again.")]
    public bool Again { get; init; } = true;

    [Option("A value of the first field that the target refuses; every row whose value ends so.", Example = "7")]
    public string? Refuse { get; init; }

    [Option("Whether it keeps the run's checkpoint itself, with the rows.")]
    public bool Checkpoints { get; init; }

    [Option("Whether it says what it is told of the fields.")]
    public bool Tell { get; init; }
}

/// <summary>A target with transactions that fails when told to: what a database does, with the faults at known places.</summary>
[Component(ComponentKind.Target, "ledger", "Appends rows to a file, transaction by transaction, for tests.", Example = "ledger: { path: out.txt }")]
public sealed class LedgerTarget(LedgerOptions options, ConnectorContext context) : IResumableTarget
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
        if (request.Checkpoints?.Resume is { } mark && !options.Checkpoints) File.WriteAllLines(options.Path.FullPath, File.ReadLines(options.Path.FullPath).Take(int.Parse(mark)).ToList());
        else if (request.Checkpoints?.Resume is null && !options.Keeps) File.WriteAllText(options.Path.FullPath, "");
        if (options.Checkpoints && request.Checkpoints is { Resume: null }) File.WriteAllText(CheckpointPath, "");
        return new(new Writer(this, options));
    }

    public string? ResumeObstacle => null;

    public bool KeepsCheckpoints => options.Checkpoints;

    private string CheckpointPath => options.Path.FullPath + ".checkpoint";

    public ValueTask<TargetCheckpoint?> FindCheckpointAsync(CheckpointPlace place, CancellationToken cancellationToken) =>
        new(File.Exists(CheckpointPath) ? new TargetCheckpoint(File.ReadAllText(CheckpointPath), File.Exists(CheckpointPath + ".completed")) : null);

    public ValueTask DiscardAsync(CheckpointPlace place, string? mark, CancellationToken cancellationToken) => default;

    private void Meet(string call)
    {
        int number = _calls[call] = _calls.GetValueOrDefault(call) + 1;
        if (options.Faults.Contains($"{call} {number}")) throw new MigrationException(TestMessages.LedgerFails.At(null, call), temporary: true);
        if (options.Faults.Contains($"!{call} {number}")) throw new MigrationException(TestMessages.LedgerFails.At(null, call));
    }

    private void Leave(string call)
    {
        if (options.Faults.Contains($"{call} {_calls[call]}!")) throw new MigrationException(TestMessages.LedgerFails.At(null, call));
    }

    private sealed class Writer(LedgerTarget target, LedgerOptions options) : ITargetWriter
    {
        private readonly Rule _rule = new(Stage.Target, "refused", null);
        private readonly List<string> _open = [];

        public bool KeepsCommits => options.Keeps;

        public bool CanWriteAgain => options.Again;

        public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
        {
            _open.Clear();
            var results = batches.Select(Write).ToList();
            target.Meet("write");
            return new(results);
        }

        public ValueTask<string?> MarkAsync(bool last, CancellationToken cancellationToken)
        {
            target.Meet("mark");
            target.Leave("mark");
            return new(((File.Exists(options.Path.FullPath) ? File.ReadLines(options.Path.FullPath).Count() : 0) + _open.Count).ToString());
        }

        public ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken)
        {
            target.Meet("commit");
            File.AppendAllLines(options.Path.FullPath, _open);
            if (options.Checkpoints && checkpoint is not null) File.WriteAllText(target.CheckpointPath, checkpoint);
            _open.Clear();
            target.Leave("commit");
            return default;
        }

        public ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            target.Meet("complete");
            if (options.Checkpoints) File.WriteAllText(target.CheckpointPath + ".completed", "");
            target.Leave("complete");
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

using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Tests.Connectors;

public sealed record NumbersOptions
{
    [Option("Rows in all.", Example = "1000")]
    public required int Count { get; init; }

    [Option("Rows of the batches, in turn; the last size repeats.", Example = "[1, 7, 100]", MinItems = 1)]
    public required IReadOnlyList<int> Batches { get; init; }

    [Option("The row before which reading fails; 0 = never.", Example = "500")]
    public int FailsAt { get; init; }
}

/// <summary>
/// A source a third party could have written: against Core alone. Rows depend on their number only, batches on the options, so that tests can cut the same rows anywhere.
/// </summary>
[Component(ComponentKind.Source, "numbers", "Numbered rows for tests.", Example = "numbers: { count: 1000, batches: [100] }")]
public sealed class NumbersSource(NumbersOptions options, ConnectorContext context) : IResumableSource, IRejectFormat
{
    private static readonly RecordSchema Schema = new([new("id", DataType.Text), new("email", DataType.Text), new("amount", DataType.Text)]);

    public RecordSchema? DeclaredSchema => null;

    public DataType? UndeclaredType => DataType.Text;

    public IRejectFormat RejectFormat => this;

    public long? TotalBytes => null;

    public IReadOnlyList<string> Facts => [$"{context.Name}: {options.Count} numbered rows"];

    public string Extension => ".txt";

    public ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken) => new(Schema);

    public string? ResumeObstacle => null;

    public string Identity => $"{options.Count} numbers";

    private (int Row, int Batch) _from;

    public ValueTask ResumeAsync(string cursor, bool acceptChanges, CancellationToken cancellationToken)
    {
        var parts = cursor.Split(':').Select(int.Parse).ToList();
        _from = (parts[0], parts[1]);
        return default;
    }

    public ValueTask RewindAsync()
    {
        _from = default;
        return default;
    }

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int row = _from.Row, first = _from.Batch;
        _from = default;
        for (int i = first; row < options.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int size = Math.Min(options.Batches[Math.Min(i, options.Batches.Count - 1)], options.Count - row);
            await Task.Yield();
            if (options.FailsAt > 0 && row >= options.FailsAt) throw new MigrationException(TestMessages.SourceBroke.At(null, row));
            var batch = Batch(row, size);
            row += size;
            batch.Cursor = $"{row}:{i + 1}";
            yield return batch;
        }
    }

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn) { }

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output) =>
        output.Write(Encoding.UTF8.GetBytes($"{((TextColumn)batch[0]).GetString(row)} {reason}\n"));

    private static RecordBatch Batch(int first, int size)
    {
        TextColumn id = new(DataType.Text, size), email = new(DataType.Text, size), amount = new(DataType.Text, size);
        for (int i = 0; i < size; i++)
        {
            int number = first + i;
            id.Append(i, number.ToString(CultureInfo.InvariantCulture));
            // Every 13th has no address, every 17th one that another row has too, every 11th an amount that is none.
            if (number % 13 != 0) email.Append(i, $"m{(number % 17 == 0 ? number / 3 : number)}@example.org");
            amount.Append(i, number % 11 == 0 ? "n/a" : $"{number}.50");
        }
        return new RecordBatch(Schema, size, [id, email, amount], new Numbered(first));
    }

    private sealed class Numbered(int first) : RowOrigins
    {
        public override RowOrigin this[int row] => new(null, first + row + 1, null, null);

        public override long Position(int row) => first + row;
    }
}

public static class TestMessages
{
    public static readonly DiagnosticDescriptor SourceBroke = new("DM3999", DiagnosticSeverity.Error, "the test's source breaks at row {0}", "It is meant to.");

    public static readonly DiagnosticDescriptor LedgerTells = new("DM3997", DiagnosticSeverity.Warning, "{0}", "It is only told.");

    public static readonly DiagnosticDescriptor LedgerFails = new("DM3998", DiagnosticSeverity.Error, "the test's target fails at {0}", "It is meant to.");
}

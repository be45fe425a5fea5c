using DataMigration.Data;
using DataMigration.Journals;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>A load in progress, driven as the engine drives it: rows are encoded on the way, chunks are kept until they are committed.</summary>
internal sealed class OpenLoad : IAsyncDisposable
{
    private readonly IBlockEncoder? _encoder;
    private readonly RecordSchema _schema;
    private List<WriteBatch> _chunk = [];
    private IReadOnlyList<WriteResult> _results = [];

    private OpenLoad(ITargetWriter writer, IBlockEncoder? encoder, RecordSchema schema) => (Writer, _encoder, _schema) = (writer, encoder, schema);

    public ITargetWriter Writer { get; }

    public Outcome Outcome { get; } = new();

    public static async Task<OpenLoad> StartAsync(SqlTarget target, RecordSchema schema, bool dryRun = false, string pipeline = "pipeline", CheckpointRequest? checkpoints = null, JournalRequest? journal = null)
    {
        var writer = await target.OpenAsync(new WriteRequest(schema, "20261123T000000Z-pipeline-0000", pipeline, dryRun) { Checkpoints = checkpoints, Journal = journal }, default);
        return new OpenLoad(writer, target.CreateEncoder(schema), schema);
    }

    /// <summary>A chunk of batches.</summary>
    public Task WriteAsync(params object?[][][] batches) => WriteAsync([.. batches.Select(rows => TestRows.Batch(_schema, rows))]);

    public async Task WriteAsync(IReadOnlyList<RecordBatch> batches)
    {
        _chunk = [.. batches.Select(b => new WriteBatch(b, b.Selection, _encoder?.Encode(b, b.Selection.Rows)))];
        await WriteAgainAsync();
    }

    /// <summary>The chunk at hand, as after a passing failure.</summary>
    public async Task WriteAgainAsync() => _results = await Writer.WriteAsync(_chunk, default);

    /// <summary>Commits the chunk at hand; only now its rows count.</summary>
    public async Task CommitAsync(string? checkpoint = null)
    {
        await Writer.CommitAsync(checkpoint, default);
        _results.Should().HaveCount(_chunk.Count, "there is a result a batch");
        for (int i = 0; i < _chunk.Count; i++) Outcome.Add(_results[i], _chunk[i].Rows.Count);
        Release();
    }

    public async Task CompleteAsync() => await Writer.CompleteAsync(default);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Release();
    }

    private void Release()
    {
        foreach (var batch in _chunk)
        {
            batch.Encoded?.Dispose();
            batch.Batch.Dispose();
        }
        _chunk = [];
    }
}

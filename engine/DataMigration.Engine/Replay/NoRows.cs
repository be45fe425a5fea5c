using DataMigration.Connectors;
using DataMigration.Data;

namespace DataMigration.Replay;

/// <summary>A source that had no rejects: its fields, and no rows.</summary>
internal sealed class NoRows(ISource source) : ISource
{
    public RecordSchema? DeclaredSchema => source.DeclaredSchema;

    public DataType? UndeclaredType => source.UndeclaredType;

    public IRejectFormat RejectFormat => source.RejectFormat;

    public long? TotalBytes => 0;

    public IReadOnlyList<string> Facts => ["no rejects to replay"];

    public ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken) => source.DiscoverAsync(cancellationToken);

    public async IAsyncEnumerable<RecordBatch> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}

using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>Writes encoded rows one after the other into a file that appears whole at the end; without a file (a dry run) it only counts.</summary>
internal sealed class FileTargetWriter : ITargetWriter
{
    private readonly TemporaryFile? _file;
    private readonly IBlockEncoder _encoder;
    private readonly Action<ReadOnlyMemory<byte>> _write;

    /// <param name="file">Where to; the writer disposes it. Null in a dry run.</param>
    /// <param name="encoder">For batches that come without bytes.</param>
    public FileTargetWriter(TemporaryFile? file, IBlockEncoder encoder)
    {
        _file = file;
        _encoder = encoder;
        _write = bytes => _file?.Write(bytes.Span);
    }

    public bool KeepsCommits => false;

    /// <exception cref="MigrationException">The disk is full, or the file cannot be written any more.</exception>
    public ValueTask<WriteResult> WriteAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is not null)
        {
            if (batch.Encoded is { } encoded)
            {
                encoded.Take(batch.Rows, _write);
            }
            else
            {
                using var rows = _encoder.Encode(batch.Batch, batch.Rows.Rows);
                rows.Take(batch.Rows, _write);
            }
        }
        return ValueTask.FromResult(new WriteResult { Inserted = batch.Rows.Count });
    }

    public ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        _file?.Flush();
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _file?.Complete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }
}

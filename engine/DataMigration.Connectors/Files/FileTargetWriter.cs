using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>Writes encoded rows one after the other into files that appear whole at the end; without one (a dry run) it only counts.</summary>
internal sealed class FileTargetWriter : ITargetWriter
{
    private readonly OutputFile? _file;
    private readonly IBlockEncoder _encoder;
    private readonly Action<ReadOnlyMemory<byte>> _write;

    /// <param name="file">Where to; the writer disposes it. Null in a dry run.</param>
    /// <param name="encoder">For batches that come without bytes.</param>
    public FileTargetWriter(OutputFile? file, IBlockEncoder encoder)
    {
        _file = file;
        _encoder = encoder;
        _write = bytes => _file?.WriteRows(bytes.Span);
    }

    /// <summary>Of standard output nothing can be taken back.</summary>
    public bool KeepsCommits => _file is { IsStandardOutput: true };

    /// <exception cref="MigrationException">The disk is full, or the file cannot be written any more.</exception>
    public ValueTask<WriteResult> WriteAsync(WriteBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is not null)
        {
            if (batch.Encoded is { } encoded)
            {
                Write(_file, encoded, batch.Rows);
            }
            else
            {
                using var rows = _encoder.Encode(batch.Batch, batch.Rows.Rows);
                Write(_file, rows, batch.Rows);
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

    /// <summary>As many rows at once as the file at hand has room for.</summary>
    private void Write(OutputFile file, EncodedRows encoded, Selection rows)
    {
        for (int from = 0; from < rows.Count;)
        {
            int count = (int)Math.Min(file.Room(), rows.Count - from);
            encoded.Take(rows, from, count, _write);
            file.CountRows(count);
            from += count;
        }
    }
}

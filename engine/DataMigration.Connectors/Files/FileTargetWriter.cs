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

    public bool TakesSmallChunks => true;

    /// <exception cref="MigrationException">The disk is full, or the file cannot be written any more.</exception>
    public ValueTask<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<WriteBatch> batches, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<IReadOnlyList<WriteResult>>([.. batches.Select(Write)]);
    }

    public ValueTask<string?> MarkAsync(bool last, CancellationToken cancellationToken) => ValueTask.FromResult(_file is null or { IsStandardOutput: true } ? null : _file.Mark(last).ToText());

    public ValueTask CommitAsync(string? checkpoint, CancellationToken cancellationToken)
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

    private WriteResult Write(WriteBatch batch)
    {
        if (batch.Encoded is { } encoded) return Write(encoded, batch.Rows);
        using var rows = _encoder.Encode(batch.Batch, batch.Rows.Rows);
        return Write(rows, batch.Rows);
    }

    private WriteResult Write(EncodedRows encoded, Selection rows)
    {
        var result = new WriteResult { Inserted = rows.Count };
        if (encoded.Failures.Count == 0)
        {
            if (_file is not null) Write(_file, encoded, rows);
            return result;
        }
        using var written = rows.Clone();
        foreach (var failure in encoded.Failures)
            if (rows.Rows.BinarySearch(failure.Row) >= 0) result.Failures.Add(failure);
        using var refused = new Bitmap(rows.Count == 0 ? 0 : rows.Rows[^1] + 1);
        foreach (var failure in result.Failures) refused[failure.Row] = true;
        written.Remove(refused);
        result.Inserted = written.Count;
        if (_file is not null) Write(_file, encoded, written);
        return result;
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

using System.Runtime.CompilerServices;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Csv;

/// <summary>Reads a file in pieces and cuts each behind its last whole record; the rest moves to the next block.</summary>
internal sealed class CsvSplitter(CsvLayout layout, CsvDialect dialect, FilePath path, int blockSize)
{
    /// <summary>Fits a core's cache and the shared pool's bucket.</summary>
    public const int DefaultBlockSize = 1 << 18;

    /// <summary>Longer is no record but an unclosed quote.</summary>
    public const int LargestRecord = 1 << 24;

    // The eighth behind the cut is room for the cells that the decoder unescapes, so that the block need not move for them.
    private readonly int _target = blockSize - (blockSize >> 3);
    private long _line = layout.DataLine;

    public async IAsyncEnumerable<Block> SplitAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = Open();
        long offset = layout.DataOffset, sequence = 0;
        int filled = 0;
        bool final = false;
        var heap = new TextHeap(blockSize);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var boundary = new RecordBoundary(dialect);
                int end;
                while (true)
                {
                    if (!final && filled < heap.Bytes.Length)
                    {
                        int read = await ReadAsync(file, heap.Bytes.AsMemory(filled), offset + filled, cancellationToken);
                        final = read == 0;
                        filled += read;
                    }
                    end = boundary.Find(heap.Bytes.AsSpan(0, filled), _target, final);
                    if (end >= 0) break;
                    if (filled == heap.Bytes.Length) heap = Grow(heap, filled, boundary, offset);
                }
                if (end == 0) break;
                var next = new TextHeap(Math.Max(blockSize, filled - end));
                heap.Bytes.AsSpan(end, filled - end).CopyTo(next.Bytes);
                heap.Advance(end);
                var block = new Block(heap) { Sequence = sequence++, ByteOffset = offset, FirstLine = _line, File = path.Text };
                _line += heap.Bytes.AsSpan(0, end).Count(layout.LineByte);
                offset += end;
                filled -= end;
                heap = next;
                yield return block;
            }
        }
        finally
        {
            heap.Release();
        }
    }

    private TextHeap Grow(TextHeap heap, int filled, RecordBoundary boundary, long offset)
    {
        if (filled >= LargestRecord) throw Endless(heap.Bytes.AsSpan(0, filled), boundary, offset);
        var bigger = new TextHeap(heap.Bytes.Length * 2);
        heap.Bytes.AsSpan(0, filled).CopyTo(bigger.Bytes);
        heap.Release();
        return bigger;
    }

    private MigrationException Endless(ReadOnlySpan<byte> data, RecordBoundary boundary, long offset)
    {
        int at = boundary.InQuotes ? boundary.OpenedAt : data.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return new MigrationException((boundary.InQuotes ? CsvMessages.UnclosedQuote : CsvMessages.EndlessLine)
            .At(path.Span, path.Text, _line + data[..at].Count(layout.LineByte), offset + at, LargestRecord >> 20));
    }

    private SafeFileHandle Open()
    {
        try
        {
            // Deleting or replacing a file that is being read is its owner's business, as everywhere outside Windows.
            return File.OpenHandle(path.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(path, e);
        }
    }

    private async ValueTask<int> ReadAsync(SafeFileHandle file, Memory<byte> into, long offset, CancellationToken cancellationToken)
    {
        try
        {
            return await RandomAccess.ReadAsync(file, into, offset, cancellationToken);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(path, e);
        }
    }
}

using System.Runtime.CompilerServices;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Reads files in pieces and cuts each behind its last whole record; the rest moves to the next block. Blocks hold the original bytes, of one file each.
/// </summary>
/// <param name="blockSize">Bytes a block is about to hold.</param>
/// <param name="largestRecord">Bytes after which a record without an end is given up. A record a little longer may pass: who promises an exact limit checks it when decoding.</param>
internal sealed class BlockSplitter(int blockSize = BlockSplitter.DefaultBlockSize, int largestRecord = BlockSplitter.LargestRecord)
{
    /// <summary>Fits a core's cache and the shared pool's bucket.</summary>
    public const int DefaultBlockSize = 1 << 18;

    /// <summary>Longer is no record but an unclosed quote, where nobody says otherwise.</summary>
    public const int LargestRecord = 1 << 24;

    // The eighth behind the cut is room for the cells that the decoder unescapes, so that the block need not move for them.
    private readonly int _target = blockSize - (blockSize >> 3);
    private readonly BlockCursors _cursors = new();
    private long _sequence;

    /// <summary>The blocks of all files in their order, <see cref="Block.Sequence"/> counting through. Called once.</summary>
    /// <param name="inputs">Taken one by one, each when the one before has been read.</param>
    public async IAsyncEnumerable<Block> SplitAsync(IEnumerable<BlockInput> inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in inputs)
            await foreach (var block in SplitAsync(input, cancellationToken))
                yield return block;
    }

    private async IAsyncEnumerable<Block> SplitAsync(BlockInput input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = input.Open();
        long offset = await SkipAsync(stream, input.Start, cancellationToken), line = input.FirstLine;
        int filled = 0;
        bool final = false;
        var heap = new TextHeap(blockSize);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                input.Scanner.Reset();
                int end;
                while (true)
                {
                    if (!final && filled < heap.Bytes.Length)
                    {
                        int read = await stream.ReadAsync(heap.Bytes.AsMemory(filled), cancellationToken);
                        final = read == 0;
                        filled += read;
                    }
                    end = input.Scanner.Find(heap.Bytes.AsSpan(0, filled), _target, final);
                    if (end >= 0) break;
                    if (filled < heap.Bytes.Length) continue;
                    if (filled >= largestRecord) throw input.Scanner.Endless(heap.Bytes.AsSpan(0, filled), line, offset);
                    heap = Grow(heap, filled);
                }
                if (end == 0) break;
                var next = new TextHeap(Math.Max(blockSize, filled - end));
                heap.Bytes.AsSpan(end, filled - end).CopyTo(next.Bytes);
                heap.Advance(end);
                long first = line;
                line += input.Encoding.Count(heap.Bytes.AsSpan(0, end), input.LineByte);
                var block = new Block(heap)
                {
                    Sequence = _sequence++,
                    ByteOffset = offset,
                    FirstLine = first,
                    File = input.File.Name,
                    FileNumber = input.File.Number,
                    Cursor = _cursors.Next(input.File.Number, offset + end, line, heap.Bytes.AsSpan(0, end)),
                };
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

    private TextHeap Grow(TextHeap heap, int filled)
    {
        var bigger = new TextHeap((int)Math.Min(heap.Bytes.Length * 2L, Math.Max(largestRecord, heap.Bytes.Length + 1L)));
        heap.Bytes.AsSpan(0, filled).CopyTo(bigger.Bytes);
        heap.Release();
        return bigger;
    }

    /// <summary>A file shorter than its own start has no records; the reader meets its end at once.</summary>
    private async ValueTask<long> SkipAsync(Stream stream, long count, CancellationToken cancellationToken)
    {
        byte[] scratch = new byte[(int)Math.Min(count, 1 << 16)];
        for (long left = count; left > 0;)
        {
            int read = await stream.ReadAsync(scratch.AsMemory(0, (int)Math.Min(left, scratch.Length)), cancellationToken);
            if (read == 0) break;
            _cursors.Add(scratch.AsSpan(0, read));
            left -= read;
        }
        return count;
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>Cuts an array, however long, into blocks of whole elements; what stands around it is read and dropped.</summary>
internal sealed class ArraySplitter(JsonLayout layout, JsonPointer pointer, int blockSize, int largestRecord)
{
    // The eighth behind the cut is room for the values that the decoder unescapes, so that the block need not move for them.
    private readonly int _target = blockSize - (blockSize >> 3);
    private readonly BlockCursors _cursors = new();
    private long _sequence;

    public async IAsyncEnumerable<Block> SplitAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (file, markLength) in layout.Files)
            await foreach (var block in SplitAsync(file, markLength, cancellationToken))
                yield return block;
    }

    private async IAsyncEnumerable<Block> SplitAsync(InputFile file, int markLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(file, markLength, cancellationToken);
        var scanner = new ArrayScanner(file, pointer);
        var window = new ArrayWindow(blockSize, layout.Encoding.IsUtf8 ? markLength : 0);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (window.HasRoom) window.Take(await ReadAsync(file, stream, window.Room, cancellationToken));
                var step = scanner.Scan(window.Unread, window.SeesEnd, _target - window.Read, at => window.LineAt(window.Read + at), window.Offset + window.Read);
                int elements = scanner.LastEnd > 0 ? window.Read + scanner.LastEnd : window.Elements;
                window.Advance(scanner.Consumed, elements);
                if (scanner.IsInside && step != ArrayScan.Opened)
                {
                    if (step == ArrayScan.Cut || (window.IsFull && window.Elements > 0)) yield return window.Cut(file, _sequence++, _cursors);
                    else if (window.IsFull) Grow(window, file);
                    continue;
                }
                if (step == ArrayScan.Closed && window.Elements > 0) yield return window.Cut(file, _sequence++, _cursors);
                window.DropRead(_cursors);
                if (step == ArrayScan.NeedsMore && window.SeesEnd) break;
                if (scanner.Consumed == 0 && window.IsFull) Grow(window, file);
            }
        }
        finally
        {
            window.Dispose();
        }
    }

    private void Grow(ArrayWindow window, InputFile file)
    {
        if (window.Limit >= largestRecord) throw new MigrationException(JsonMessages.EndlessRecord.At(file.Path.Span, file.Name, window.LineAt(0), window.Offset, largestRecord));
        window.Grow(largestRecord);
    }

    /// <summary>The file in UTF-8, behind its mark.</summary>
    private async ValueTask<Stream> OpenAsync(InputFile file, int markLength, CancellationToken cancellationToken)
    {
        var stream = file.Open();
        await stream.ReadExactlyAsync(new byte[markLength], cancellationToken);
        if (layout.Encoding.IsUtf8) return stream;
        var strict = (Encoding)layout.Encoding.Encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return Encoding.CreateTranscodingStream(stream, strict, new UTF8Encoding(false));
    }

    private async ValueTask<int> ReadAsync(InputFile file, Stream stream, Memory<byte> room, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(room, cancellationToken);
        }
        catch (DecoderFallbackException e)
        {
            // The platform does not say where; the stream behind it has read on a little.
            throw new MigrationException(JsonMessages.NotText.At(file.Path.Span, file.Name, layout.Encoding, e.Index), inner: e);
        }
    }
}

using System.Buffers;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Standard input as a file. It passes only once, but a source looks at its start before it reads it: what has passed is kept, up to a limit, for the next one who opens it.
/// </summary>
internal sealed class StandardInput(Func<Stream> open)
{
    /// <summary>More than any header takes.</summary>
    private const int KeptBytes = 1 << 25;

    private ArrayBufferWriter<byte> _kept = new();
    private Func<Stream>? _open = open;
    private Stream _stream = Stream.Null;
    private object? _reader;
    private bool _lost;

    /// <summary>The process's own; there is one.</summary>
    public static StandardInput Shared { get; } = new(Console.OpenStandardInput);

    /// <exception cref="MigrationException">Somebody else reads it, or too much of it has passed.</exception>
    public Stream Open(FilePath path)
    {
        if (_reader is not null || _lost) throw new MigrationException(FileMessages.StandardInputTaken.At(path.Span));
        if (_open is not null) (_stream, _open) = (_open(), null);
        var reader = new Reader(this, path);
        _reader = reader;
        return reader;
    }

    private sealed class Reader(StandardInput input, FilePath path) : InputStream
    {
        private byte[] _chunk = [];
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            if (!input._lost && _position < input._kept.WrittenCount)
            {
                var kept = input._kept.WrittenSpan[_position..];
                kept = kept[..Math.Min(buffer.Length, kept.Length)];
                kept.CopyTo(buffer);
                _position += kept.Length;
                return kept.Length;
            }
            try
            {
                int read = input._stream.Read(buffer);
                Keep(buffer[..read]);
                return read;
            }
            catch (Exception e) when (FileFailures.IsFileTrouble(e))
            {
                throw FileFailures.Reading(path, e);
            }
        }

        /// <summary>Whoever writes to us may take their time, and an interruption must not wait for them: the read that is left behind has a buffer of its own.</summary>
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_chunk.Length < buffer.Length) _chunk = new byte[buffer.Length];
            byte[] chunk = _chunk;
            int read = await Task.Run(() => Read(chunk.AsSpan(0, buffer.Length)), cancellationToken).WaitAsync(cancellationToken);
            chunk.AsSpan(0, read).CopyTo(buffer.Span);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (input._reader == this) input._reader = null;
            base.Dispose(disposing);
        }

        private void Keep(ReadOnlySpan<byte> read)
        {
            if (input._lost) return;
            if (input._kept.WrittenCount + read.Length <= KeptBytes)
            {
                input._kept.Write(read);
                _position += read.Length;
                return;
            }
            input._lost = true;
            input._kept = new ArrayBufferWriter<byte>();
        }
    }
}

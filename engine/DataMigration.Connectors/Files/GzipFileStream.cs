using System.IO.Compression;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>
/// The decompressed bytes of a gzip file, of one member or several. The runtime takes a file that breaks off for one that ends, so its end is proved: behind the file's last byte
/// we feed a member of our own, and only if that comes out whole was the file whole.
/// </summary>
internal sealed class GzipFileStream : InputStream
{
    private static readonly byte[] Proof = Guid.Parse("8f6e2f0c-52a7-4f0b-9d55-6f1b0f3c7a11").ToByteArray();

    private readonly FileState _state;
    private readonly ProvenSource _source;
    private readonly GZipStream _gzip;
    private long _position;
    private bool _whole;

    /// <exception cref="MigrationException">It cannot be opened.</exception>
    public GzipFileStream(FileState state)
    {
        _state = state;
        _source = new ProvenSource(new PlainFileStream(state));
        _gzip = new GZipStream(_source, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _whole) return 0;
        int read = ReadSome(buffer);
        // What comes out after our member went in is that member, or nonsense.
        if (read > 0 && !_source.Ended)
        {
            _position += read;
            CompressionGuard.Check(_state.Path, _source.Length, _position);
            return read;
        }
        Span<byte> tail = stackalloc byte[Proof.Length + 1];
        int length = Math.Min(read, tail.Length);
        buffer[..length].CopyTo(tail);
        while (length < tail.Length && (read = ReadSome(tail[length..])) > 0) length += read;
        if (!_source.Ended && !_source.EndsInPadding()) throw Damaged("what follows there is no gzip data", null);
        if (_source.Ended && !tail[..length].SequenceEqual(Proof) && _source.Length > 0) throw Truncated(null);
        _whole = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    private int ReadSome(Span<byte> buffer)
    {
        try
        {
            return _gzip.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw _source.Ended ? Truncated(e) : Damaged(_source.Length < 18 || _position == 0 ? "this is no gzip file, or it is damaged at its start" : "the bytes or the checksum there are wrong", e);
        }
    }

    private MigrationException Truncated(Exception? inner) => new(FileMessages.Truncated.At(_state.Path.Span, _state.Path.Text, _state.Path.FullPath, "gzip", _position), inner: inner);

    private MigrationException Damaged(string why, Exception? inner) =>
        new(FileMessages.Damaged.At(_state.Path.Span, _state.Path.Text, _state.Path.FullPath, "gzip", _position, why, "gzip -t"), inner: inner);

    /// <summary>The file's bytes and then ours, read in large pieces.</summary>
    private sealed class ProvenSource(PlainFileStream file) : InputStream
    {
        private static readonly byte[] Member = MakeMember();

        private readonly byte[] _buffer = new byte[1 << 17];
        private int _at;
        private int _filled;
        private int _given;

        /// <summary>Whether all of the file has been taken, and ours after it.</summary>
        public bool Ended { get; private set; }

        public override long Length => file.Length;

        public override int Read(Span<byte> buffer)
        {
            if (_at == _filled && !Ended) (_at, _filled) = (0, file.Read(_buffer));
            if (_filled == 0) return ReadOurs(buffer);
            int count = Math.Min(buffer.Length, _filled - _at);
            _buffer.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        /// <summary>Whether the file ends in zeros, as copies from tapes and blocks do; a gzip member's own end is its length, which is hardly zero.</summary>
        public bool EndsInPadding()
        {
            Span<byte> end = stackalloc byte[8];
            file.Position = Math.Max(0, file.Length - end.Length);
            return file.Read(end) == end.Length && !end.ContainsAnyExcept((byte)0);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
            base.Dispose(disposing);
        }

        private int ReadOurs(Span<byte> buffer)
        {
            Ended = true;
            int count = Math.Min(buffer.Length, Member.Length - _given);
            Member.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        private static byte[] MakeMember()
        {
            using var member = new MemoryStream();
            using (var gzip = new GZipStream(member, CompressionLevel.NoCompression)) gzip.Write(Proof);
            return member.ToArray();
        }
    }
}

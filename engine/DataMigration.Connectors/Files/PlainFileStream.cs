using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Files;

/// <summary>A file's own bytes, up to the length it had when it was first opened. Unbuffered: for whoever reads large pieces.</summary>
internal sealed class PlainFileStream : InputStream
{
    private readonly FileState _state;
    private readonly SafeFileHandle _handle;
    private long _position;

    /// <exception cref="Failures.MigrationException">It cannot be opened.</exception>
    public PlainFileStream(FileState state)
    {
        _state = state;
        _handle = state.Open();
        Length = state.FirstLength;
    }

    public override bool CanSeek => true;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Advance(RandomAccess.Read(_handle, buffer[..Wanted(buffer.Length)], _position), buffer.Length);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(_state.Path, e);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? _position : Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
        base.Dispose(disposing);
    }

    private int Wanted(int room) => (int)Math.Clamp(Length - _position, 0, room);

    private int Advance(int read, int room)
    {
        _position += read;
        if (read > 0 || room == 0) return read;
        if (_position < Length) throw _state.Shrank(_position);
        _state.Check(_handle);
        return 0;
    }
}

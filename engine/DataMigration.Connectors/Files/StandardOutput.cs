using DataMigration.Declarations;
using DataMigration.Failures;
using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Files;

/// <summary>Standard output as a target: what is written is gone, and nothing takes it back.</summary>
internal sealed class StandardOutput : IOutput
{
    private const int BufferSize = 1 << 16;

    private static int _open;

    private readonly FilePath _path;
    private readonly Stream _stream;
    private bool _disposed;

    /// <exception cref="MigrationException">Another target writes to it.</exception>
    public StandardOutput(FilePath path)
    {
        if (Interlocked.Exchange(ref _open, 1) != 0) throw new MigrationException(FileMessages.StandardOutputTaken.At(path.Span));
        _path = path;
        _stream = new BufferedStream(Stream(), BufferSize);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw Failure(e);
        }
    }

    public void Flush()
    {
        try
        {
            _stream.Flush();
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw Failure(e);
        }
    }

    public long Mark() => throw new NotSupportedException("Standard output cannot be taken up.");

    public void Seal() => Flush();

    public void Complete() => Flush();

    /// <summary>What is still in the buffer was not committed, and stays here.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Volatile.Write(ref _open, 0);
    }

    /// <summary>
    /// The console's stream keeps quiet when a pipe's reader has gone, as if it had written; a file's does not, but it would leave the position that this process shares
    /// with others (the shell that goes on writing) where it was. So a pipe gets the one and a file the other.
    /// </summary>
    private static Stream Stream()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return file.CanSeek ? Console.OpenStandardOutput() : file;
    }

    private MigrationException Failure(Exception cause) => new(FileMessages.StandardOutputFailed.At(_path.Span, cause.Message), inner: cause);
}

using DataMigration.Declarations;
using DataMigration.Failures;
using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Files;

/// <summary>
/// What a file was when it was first opened. A file that grows is read up to there; one that shrank, or whose start is another one by now, is refused, since half of
/// one file and half of another are no data.
/// </summary>
internal sealed class FileState(FilePath path)
{
    private const int StartLength = 4096;

    private readonly Lock _lock = new();
    private byte[]? _start;
    private long _length;
    private DateTime _written;

    public FilePath Path => path;

    /// <summary>Its length when it was first opened; 0 before that.</summary>
    public long FirstLength => _length;

    /// <summary>The same, opening it if it was not yet.</summary>
    /// <exception cref="MigrationException">It cannot be opened.</exception>
    public long Length
    {
        get
        {
            using var handle = Open();
            return _length;
        }
    }

    /// <summary>When it had last been written to then (UTC), opening it if it was not yet.</summary>
    /// <exception cref="MigrationException">It cannot be opened.</exception>
    public DateTime Written
    {
        get
        {
            using var handle = Open();
            return _written;
        }
    }

    /// <exception cref="MigrationException">It cannot be opened, or is not the file it was.</exception>
    public SafeFileHandle Open()
    {
        SafeFileHandle? handle = null;
        try
        {
            // Deleting or replacing a file that is being read is its owner's business, as everywhere outside Windows.
            handle = File.OpenHandle(path.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            lock (_lock)
            {
                if (_start is null) Remember(handle);
                else Check(handle, reopened: true);
            }
            return handle;
        }
        catch (Exception e)
        {
            handle?.Dispose();
            if (FileFailures.IsFileTrouble(e)) throw FileFailures.Reading(path, e);
            throw;
        }
    }

    /// <exception cref="MigrationException">It is not the file it was.</exception>
    /// <param name="reopened">Whether it may be another file altogether, whose time may be the same; while one is open, a new time tells that it was written to.</param>
    public void Check(SafeFileHandle handle, bool reopened = false)
    {
        long length = RandomAccess.GetLength(handle);
        if (length < _length) throw Shrank(length);
        if (!reopened && File.GetLastWriteTimeUtc(handle) == _written && length == _length) return;
        byte[] start = new byte[_start!.Length];
        if (Fill(handle, start) < start.Length || !start.AsSpan().SequenceEqual(_start)) throw new MigrationException(FileMessages.Replaced.At(path.Span, path.Text, path.FullPath));
    }

    public MigrationException Shrank(long length) => new(FileMessages.Shrank.At(path.Span, path.Text, path.FullPath, _length, length));

    private void Remember(SafeFileHandle handle)
    {
        _length = RandomAccess.GetLength(handle);
        _written = File.GetLastWriteTimeUtc(handle);
        byte[] start = new byte[(int)Math.Min(StartLength, _length)];
        Array.Resize(ref start, Fill(handle, start));
        _start = start;
    }

    private static int Fill(SafeFileHandle handle, byte[] start)
    {
        int filled = 0;
        while (filled < start.Length)
        {
            int read = RandomAccess.Read(handle, start.AsSpan(filled), filled);
            if (read == 0) break;
            filled += read;
        }
        return filled;
    }
}

using System.Runtime.InteropServices;
using DataMigration.Failures;

namespace DataMigration.Keys;

/// <summary>
/// Keys in the order they came, in a file of 16 bytes each that survives the process: what a set in memory is made of again when a run is taken up. Its length belongs into the
/// checkpoint; what lies behind it there never counts. One thread at a time.
/// </summary>
public sealed class KeyLog : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int KeySize = 16;

    private readonly string _path;
    private readonly FileStream _file;

    /// <param name="path">The file; its folder is made. What stands in it already is kept up to <paramref name="count"/> keys.</param>
    /// <param name="count">Keys it holds.</param>
    /// <exception cref="MigrationException">It cannot be opened, or is shorter.</exception>
    public KeyLog(string path, long count)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, BufferSize);
            if (_file.Length < count * KeySize)
            {
                long found = _file.Length / KeySize;
                _file.Dispose();
                throw new MigrationException(KeyMessages.LogTooShort.At(null, path, found, count));
            }
            Rewind(count);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Keys in it.</summary>
    public long Count { get; private set; }

    /// <summary>Puts a key behind the others.</summary>
    /// <exception cref="MigrationException">The disk is full.</exception>
    public void Append(UInt128 key)
    {
        try
        {
            _file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<UInt128>(in key)));
            Count++;
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Hands every key to the system, so that the end of this process loses none.</summary>
    /// <exception cref="MigrationException">The disk is full.</exception>
    public void Flush()
    {
        try
        {
            _file.Flush();
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Failure(e);
        }
    }

    /// <summary>Forgets what came behind the first <paramref name="count"/> keys.</summary>
    public void Rewind(long count)
    {
        _file.SetLength(count * KeySize);
        _file.Position = count * KeySize;
        Count = count;
    }

    /// <summary>All keys, in their order; none may be appended meanwhile.</summary>
    public IEnumerable<UInt128> Read()
    {
        _file.Position = 0;
        var buffer = new UInt128[BufferSize / KeySize];
        for (long left = Count; left > 0;)
        {
            int take = (int)Math.Min(left, buffer.Length);
            _file.ReadExactly(MemoryMarshal.AsBytes(buffer.AsSpan(0, take)));
            for (int i = 0; i < take; i++) yield return buffer[i];
            left -= take;
        }
        _file.Position = Count * KeySize;
    }

    /// <summary>Closes the file, which stays.</summary>
    public void Dispose() => _file.Dispose();

    private static bool IsTrouble(Exception e) => e is IOException or UnauthorizedAccessException;

    private MigrationException Failure(Exception e) => new(KeyMessages.SpillFailed.At(null, _path, e.Message), inner: e);
}

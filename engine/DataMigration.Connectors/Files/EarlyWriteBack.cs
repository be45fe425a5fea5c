namespace DataMigration.Connectors.Files;

/// <summary>
/// Brings a growing file to the disk beside those who write it, so that its end waits for the last piece only. It is not enough to have the system begin: a disk with a cache of its own takes
/// everything at once and is waited for when it has to say that it is safe (tests/benchmarks/README.md).
/// </summary>
internal sealed class EarlyWriteBack
{
    private const long Piece = 16 << 20;

    private long _begun;
    private Task _writing = Task.CompletedTask;

    /// <summary>The file has got more bytes at its end.</summary>
    /// <exception cref="IOException">An earlier piece did not get there. The system says so once, to whoever asks first.</exception>
    public void Grown(FileStream file)
    {
        long length = file.Position;
        if (length - _begun < Piece || !_writing.IsCompleted) return;
        End();
        _begun = length;
        var handle = file.SafeFileHandle;
        _writing = Task.Run(() => RandomAccess.FlushToDisk(handle));
    }

    /// <summary>Waits for what is under way: before the file is closed.</summary>
    /// <exception cref="IOException">As with <see cref="Grown"/>.</exception>
    public void End() => _writing.GetAwaiter().GetResult();
}

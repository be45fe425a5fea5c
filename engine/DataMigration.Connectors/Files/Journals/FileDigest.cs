using System.IO.Hashing;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>What tells whether a file is the one that a run has left.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">Of all of them, XxHash128 in hexadecimal digits.</param>
internal sealed record FileDigest(long Length, string Hash)
{
    private const int BufferSize = 1 << 18;

    public static FileDigest Of(XxHash128 hash, long length) => new(length, Convert.ToHexStringLower(hash.GetCurrentHash()));

    /// <summary>Reads a file to its end.</summary>
    public static FileDigest Read(string path, CancellationToken cancellationToken)
    {
        var hash = new XxHash128();
        return Of(hash, Append(hash, path, long.MaxValue, cancellationToken));
    }

    /// <summary>Whether a file has these very bytes; one of another length is not read.</summary>
    public bool IsAt(string path, CancellationToken cancellationToken) => FileStamp.Of(path)?.Length == Length && Read(path, cancellationToken) == this;

    /// <returns>How many bytes there were, up to the wanted length.</returns>
    public static long Append(XxHash128 hash, string path, long length, CancellationToken cancellationToken)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        byte[] buffer = new byte[BufferSize];
        for (long at = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at)), at);
            if (read == 0) return at;
            hash.Append(buffer.AsSpan(0, read));
            at += read;
        }
    }
}

using System.IO.Compression;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Refuses decompression bombs. Deflate packs 1,032 to 1 at most, and that only if nothing but one byte or one short line repeats for ever; real data stays far below 100 to 1.
/// Small inputs may do as they like: what is dangerous is a small file that fills a disk.
/// </summary>
internal static class CompressionGuard
{
    public const int LargestRatio = 500;
    public const long AlwaysFine = 1L << 30;

    /// <exception cref="MigrationException">It has become too large.</exception>
    public static void Check(FilePath path, long compressed, long decompressed)
    {
        if (decompressed > AlwaysFine && decompressed / LargestRatio > compressed)
            throw new MigrationException(FileMessages.Overblown.At(path.Span, path.Text, path.FullPath, LargestRatio, compressed, decompressed));
    }

    /// <summary>All entries together: many that share the same compressed bytes are the worst bombs there are.</summary>
    public static void Check(FilePath path, ZipArchive archive)
    {
        long size = new FileInfo(path.FullPath).Length, decompressed = 0;
        foreach (var entry in archive.Entries) decompressed = checked(decompressed + Math.Clamp(entry.Length, 0, 1L << 48));
        Check(path, size, decompressed);
    }
}

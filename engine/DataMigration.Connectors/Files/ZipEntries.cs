using System.IO.Compression;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>The files in a zip file.</summary>
internal static class ZipEntries
{
    /// <summary>Their full names in ordinal order; folders, and what macOS adds for itself, are none.</summary>
    /// <param name="path">The zip file.</param>
    /// <param name="pattern">Which of them, or null for all.</param>
    /// <exception cref="MigrationException">There is none, or the zip file cannot be read.</exception>
    public static IReadOnlyList<string> Find(FilePath path, string? pattern)
    {
        using var archive = Open(path, new FileState(path).Open());
        CompressionGuard.Check(path, archive);
        string[] names = [.. archive.Entries.Where(e => e.Name.Length > 0 && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).Select(e => e.FullName)
            .Where(n => pattern is null || n == pattern || PathPattern.Matches(pattern, n)).Order(StringComparer.Ordinal)];
        return names.Length > 0 ? names : throw new MigrationException(FileMessages.NoEntry.At(path.Span, path.Text, path.FullPath, pattern is null ? "" : $" that matches '{pattern}'"));
    }

    /// <summary>Opens it; the archive owns the handle.</summary>
    public static ZipArchive Open(FilePath path, Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        var file = new FileStream(handle, FileAccess.Read, 1 << 16);
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            _ = archive.Entries;
            return archive;
        }
        catch (Exception e)
        {
            file.Dispose();
            // The list of what it holds stands at its end.
            if (e is InvalidDataException) throw new MigrationException(FileMessages.Damaged.At(path.Span, path.Text, path.FullPath, "zip", 0, "it has no readable list of entries", "unzip -t"), inner: e);
            throw;
        }
    }
}

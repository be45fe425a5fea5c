using DataMigration.Declarations;

namespace DataMigration.Connectors.Files;

/// <summary>
/// One input: a plain file, a gzip file (`.gz`), an entry of a zip file (`.zip`), or standard input (`-`). Offsets in it count decompressed bytes.
/// </summary>
/// <param name="path">As the pipeline names it, a pattern perhaps; for messages.</param>
/// <param name="name">This file's own name, in the pipeline's way of naming; an entry stands behind its zip file like a file in a folder.</param>
/// <param name="fullPath">Absolute; what is opened.</param>
/// <param name="entry">The full name within a zip file, or null.</param>
/// <param name="number">Its place among the source's files, from 0.</param>
internal sealed class InputFile(FilePath path, string name, string fullPath, string? entry, int number)
{
    /// <summary>How a path says standard input.</summary>
    public const string StandardInputName = "-";

    private readonly FileState _state = new(new FilePath(name, fullPath, path.Span));

    public FilePath Path => path;

    public string Name => name;

    public string FullPath => fullPath;

    public string? Entry => entry;

    public int Number => number;

    /// <summary>Its decompressed length where that is known without reading: of a plain file, when it was first opened (now, if it was not yet).</summary>
    public long? Length => IsStandardInput || entry is not null || IsGzip ? null : _state.Length;

    /// <summary>Its length on the disk, packed where it is; 0 for standard input.</summary>
    /// <exception cref="Failures.MigrationException">It cannot be opened.</exception>
    public long StoredLength => IsStandardInput ? 0 : _state.Length;

    /// <summary>When it was last written to (UTC), as it was first opened; of standard input nothing is known.</summary>
    /// <exception cref="Failures.MigrationException">It cannot be opened.</exception>
    public DateTime Written => IsStandardInput ? default : _state.Written;

    /// <summary>What identifies a byte of it among all files of a source.</summary>
    public long Position(long offset) => ((long)number << 44) | offset;

    private bool IsStandardInput => path.Text == StandardInputName;

    private bool IsGzip => fullPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Its decompressed bytes from the start. Every trouble while reading is a failure of ours, with its place. A plain file can seek; it ends where it ended
    /// when it was first opened, whatever is appended meanwhile.
    /// </summary>
    /// <exception cref="Failures.MigrationException">It cannot be opened.</exception>
    public Stream Open()
    {
        if (IsStandardInput) return StandardInput.Shared.Open(path);
        if (entry is not null) return ZipEntryStream.Open(_state, entry);
        return IsGzip ? new GzipFileStream(_state) : new PlainFileStream(_state);
    }
}

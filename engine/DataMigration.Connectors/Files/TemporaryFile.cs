using System.IO.Compression;
using System.IO.Hashing;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>
/// A file that appears whole or not at all: written under a temporary name in its own folder and renamed at the end; compressed where its name ends in `.gz`.
/// Disposed before that, it leaves nothing, the folders it made included.
/// </summary>
internal sealed class TemporaryFile : IOutput
{
    private const int BufferSize = 1 << 16;

    private readonly FilePath _path;
    private readonly bool _replace;
    private readonly string _temporary;
    private readonly MadeFolders _folders = new();
    private readonly bool _packs;
    private readonly XxHash128? _hash;
    private readonly EarlyWriteBack _early = new();
    private FileStream? _file;
    private Stream? _sink;
    private Stream? _stream;
    private long _length;
    private bool _sealed;
    private bool _disposed;
    private bool _keeps;

    /// <param name="path">Its name in the end.</param>
    /// <param name="runId">Makes the temporary name the run's own.</param>
    /// <param name="ifExists">Judged again at the end, since a file may have appeared meanwhile.</param>
    /// <param name="hashes">Whether its bytes are hashed as they are written, for <see cref="Digest"/>.</param>
    /// <exception cref="MigrationException">It cannot be created.</exception>
    public TemporaryFile(FilePath path, string runId, IfExists ifExists, bool hashes = false) : this(path, runId, ifExists, FileMode.Create, hashes) => Open(FileMode.Create);

    private TemporaryFile(FilePath path, string runId, IfExists ifExists, FileMode mode, bool hashes)
    {
        _hash = hashes ? new XxHash128() : null;
        _path = path;
        _replace = ifExists == IfExists.Replace;
        _packs = path.FullPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _temporary = NameOf(path.FullPath, runId);
        _keeps = mode == FileMode.Open;
    }

    /// <summary>The one that a process before has left, as it was when that marked it.</summary>
    /// <param name="length">Bytes it had; what came behind is cut off.</param>
    /// <param name="isSealed">Whether nothing more is written to it. It may have its name in the end already.</param>
    /// <exception cref="MigrationException">It is not there, or shorter.</exception>
    public static TemporaryFile Reopen(FilePath path, string runId, IfExists ifExists, long length, bool isSealed, bool hashes = false)
    {
        var file = new TemporaryFile(path, runId, ifExists, FileMode.Open, hashes && !isSealed) { _sealed = isSealed, _length = length };
        var found = new FileInfo(file._temporary);
        if (found.Exists && found.Length >= length && (!isSealed || found.Length == length))
        {
            if (!isSealed) file.Open(FileMode.Open, length);
            return file;
        }
        var named = new FileInfo(path.FullPath);
        if (!isSealed || found.Exists || !named.Exists || named.Length != length)
            throw new MigrationException(FileMessages.PartMissing.At(path.Span, path.Text, file._temporary, found.Exists ? $"it has {found.Length} bytes instead of {length}" : "it is gone"));
        file.HasName = true;
        return file;
    }

    /// <summary>The name of the unfinished file of a run.</summary>
    public static string NameOf(string path, string runId) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{runId}.tmp");

    /// <summary>Its name in the end.</summary>
    public FilePath Name => _path;

    /// <summary>Whether it has that name.</summary>
    public bool HasName { get; private set; }

    /// <summary>Bytes of the sealed file.</summary>
    public long Length => _length;

    /// <summary>What the sealed file is; one that was whole already when it was taken up is read for it.</summary>
    /// <exception cref="MigrationException">It cannot be read.</exception>
    public FileDigest Digest()
    {
        try
        {
            return _hash is not null ? FileDigest.Of(_hash, _length) : FileDigest.Read(HasName ? _path.FullPath : _temporary, CancellationToken.None);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            (_stream ??= new GZipStream(_sink!, CompressionLevel.Optimal, leaveOpen: true)).Write(bytes);
            _early.Grown(_file!);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <summary>From here on the file stays, whatever becomes of this process. What is packed ends a member here: a file of several is one file.</summary>
    public long Mark()
    {
        try
        {
            if (_packs) EndMember();
            _file?.Flush();
            _keeps = true;
            return _file?.Position ?? _length;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <summary>Hands everything written so far to the system, so that the end of this process loses none of it.</summary>
    public void Flush()
    {
        try
        {
            _stream?.Flush();
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <summary>Brings everything to the disk; nothing more is written. A full disk shows here at the latest, before any name is taken.</summary>
    public void Seal()
    {
        if (_sealed) return;
        try
        {
            if (_packs) EndMember();
            _early.End();
            _file!.Flush(flushToDisk: true);
            _length = _file.Position;
            _file.Dispose();
            (_stream, _sink, _file, _sealed) = (null, null, null, true);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <exception cref="MigrationException">A file of its name has appeared, and must not be replaced.</exception>
    public void RefuseExisting()
    {
        if (HasName) return;
        if (!_replace && File.Exists(_path.FullPath)) throw new MigrationException(FileMessages.AlreadyExists.At(_path.Span, _path.Text, _path.FullPath));
        if (SpecialFile.IsAt(_path.FullPath)) throw new MigrationException(FileMessages.IsSpecial.At(_path.Span, _path.Text, _path.FullPath));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        if (HasName) return;
        Seal();
        RefuseExisting();
        try
        {
            File.Move(_temporary, _path.FullPath, _replace);
            HasName = true;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    public void Dispose()
    {
        if (HasName || _disposed) return;
        _disposed = true;
        Quietly(_early.End);
        Quietly(() => _stream?.Dispose());
        Quietly(() => _file?.Dispose());
        if (_keeps) return;
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // What cannot be deleted hurts nobody under its temporary name, and the cause of the end is already on its way.
        }
        _folders.Remove();
    }

    private void Open(FileMode mode, long length = 0)
    {
        try
        {
            if (mode == FileMode.Create) _folders.Make(Path.GetDirectoryName(_path.FullPath)!);
            else if (_hash is not null) FileDigest.Append(_hash, _temporary, length, CancellationToken.None);
            _file = new FileStream(_temporary, mode, FileAccess.Write, FileShare.Read, BufferSize);
            if (mode == FileMode.Open) _file.SetLength(length);
            _file.Position = length;
            _sink = _hash is null ? _file : new HashingStream(_file, _hash);
            _stream = _packs ? null : _sink;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            Quietly(() => _file?.Dispose());
            _folders.Remove();
            throw FileFailures.Writing(_path, e);
        }
    }

    private void EndMember()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private static void Quietly(Action end)
    {
        try
        {
            end();
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // The last bytes did not fit the disk, and the file goes anyway.
        }
    }
}

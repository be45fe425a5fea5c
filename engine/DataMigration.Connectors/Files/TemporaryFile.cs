using System.IO.Compression;
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
    private readonly List<string> _folders = [];
    private readonly bool _packs;
    private FileStream? _file;
    private Stream? _stream;
    private long _length;
    private bool _sealed;
    private bool _completed;
    private bool _keeps;

    /// <param name="path">Its name in the end.</param>
    /// <param name="runId">Makes the temporary name the run's own.</param>
    /// <param name="ifExists">Judged again at the end, since a file may have appeared meanwhile.</param>
    /// <exception cref="MigrationException">It cannot be created.</exception>
    public TemporaryFile(FilePath path, string runId, IfExists ifExists) : this(path, runId, ifExists, FileMode.Create) => Open(FileMode.Create);

    private TemporaryFile(FilePath path, string runId, IfExists ifExists, FileMode mode)
    {
        _path = path;
        _replace = ifExists == IfExists.Replace;
        _packs = path.FullPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _temporary = NameOf(path, runId);
        _keeps = mode == FileMode.Open;
    }

    /// <summary>The one that a process before has left, as it was when that marked it.</summary>
    /// <param name="length">Bytes it had; what came behind is cut off.</param>
    /// <param name="isSealed">Whether nothing more is written to it. It may have its name in the end already.</param>
    /// <exception cref="MigrationException">It is not there, or shorter.</exception>
    public static TemporaryFile Reopen(FilePath path, string runId, IfExists ifExists, long length, bool isSealed)
    {
        var file = new TemporaryFile(path, runId, ifExists, FileMode.Open) { _sealed = isSealed, _length = length };
        var found = new FileInfo(file._temporary);
        if (found.Exists && found.Length >= length && (!isSealed || found.Length == length))
        {
            if (!isSealed) file.Open(FileMode.Open, length);
            return file;
        }
        var named = new FileInfo(path.FullPath);
        if (!isSealed || found.Exists || !named.Exists || named.Length != length)
            throw new MigrationException(FileMessages.PartMissing.At(path.Span, path.Text, file._temporary, found.Exists ? $"it has {found.Length} bytes instead of {length}" : "it is gone"));
        file._completed = true;
        return file;
    }

    /// <summary>The name of the unfinished file of a run.</summary>
    public static string NameOf(FilePath path, string runId) => Path.Combine(Path.GetDirectoryName(path.FullPath)!, $".{Path.GetFileName(path.FullPath)}.{runId}.tmp");

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            (_stream ??= new GZipStream(_file!, CompressionLevel.Optimal, leaveOpen: true)).Write(bytes);
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
            _file!.Flush(flushToDisk: true);
            _length = _file.Position;
            _file.Dispose();
            (_stream, _file, _sealed) = (null, null, true);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <exception cref="MigrationException">A file of its name has appeared, and must not be replaced.</exception>
    public void RefuseExisting()
    {
        if (_completed) return;
        if (!_replace && File.Exists(_path.FullPath)) throw new MigrationException(FileMessages.AlreadyExists.At(_path.Span, _path.Text, _path.FullPath));
        if (SpecialFile.IsAt(_path.FullPath)) throw new MigrationException(FileMessages.IsSpecial.At(_path.Span, _path.Text, _path.FullPath));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        if (_completed) return;
        Seal();
        RefuseExisting();
        try
        {
            File.Move(_temporary, _path.FullPath, _replace);
            _completed = true;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    public void Dispose()
    {
        if (_completed) return;
        _completed = true;
        Close(_stream);
        Close(_file);
        if (_keeps) return;
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // What cannot be deleted hurts nobody under its temporary name, and the cause of the end is already on its way.
        }
        RemoveFolders();
    }

    private void Open(FileMode mode, long length = 0)
    {
        try
        {
            if (mode == FileMode.Create) MakeFolders(Path.GetDirectoryName(_path.FullPath)!);
            _file = new FileStream(_temporary, mode, FileAccess.Write, FileShare.Read, BufferSize);
            if (mode == FileMode.Open) _file.SetLength(length);
            _file.Position = length;
            _stream = _packs ? null : _file;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            Close(_file);
            RemoveFolders();
            throw FileFailures.Writing(_path, e);
        }
    }

    private void EndMember()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private static void Close(Stream? stream)
    {
        try
        {
            stream?.Dispose();
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // The buffer's last bytes did not fit the disk, and the file goes anyway.
        }
    }

    private void MakeFolders(string folder)
    {
        for (string? at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) _folders.Add(at);
        Directory.CreateDirectory(folder);
    }

    private void RemoveFolders()
    {
        try
        {
            foreach (string folder in _folders)
                if (Directory.Exists(folder)) Directory.Delete(folder);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // Somebody else uses the folder by now.
        }
    }
}

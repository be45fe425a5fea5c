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
    private readonly FileStream _file;
    private readonly Stream _stream;
    private bool _sealed;
    private bool _completed;

    /// <param name="path">Its name in the end.</param>
    /// <param name="runId">Makes the temporary name the run's own.</param>
    /// <param name="ifExists">Judged again at the end, since a file may have appeared meanwhile.</param>
    /// <exception cref="MigrationException">It cannot be created.</exception>
    public TemporaryFile(FilePath path, string runId, IfExists ifExists)
    {
        _path = path;
        _replace = ifExists == IfExists.Replace;
        string folder = Path.GetDirectoryName(path.FullPath)!;
        _temporary = Path.Combine(folder, $".{Path.GetFileName(path.FullPath)}.{runId}.tmp");
        try
        {
            MakeFolders(folder);
            _file = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
            _stream = path.FullPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true) : _file;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            RemoveFolders();
            throw FileFailures.Writing(path, e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
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
            _stream.Flush();
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
            if (_stream != _file) _stream.Dispose();
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            _sealed = true;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(_path, e);
        }
    }

    /// <exception cref="MigrationException">A file of its name has appeared, and must not be replaced.</exception>
    public void RefuseExisting()
    {
        if (!_replace && File.Exists(_path.FullPath)) throw new MigrationException(FileMessages.AlreadyExists.At(_path.Span, _path.Text, _path.FullPath));
        if (SpecialFile.IsAt(_path.FullPath)) throw new MigrationException(FileMessages.IsSpecial.At(_path.Span, _path.Text, _path.FullPath));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
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

    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
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

using System.IO.Compression;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>One entry of a zip file, checked against the length and the checksum that the zip file promises.</summary>
internal sealed class ZipEntryStream : InputStream
{
    private readonly FileState _state;
    private readonly ZipArchive _archive;
    private readonly Stream _entry;
    private readonly long _length;
    private readonly uint _checksum;
    private Crc32 _crc = new();
    private long _position;

    private ZipEntryStream(FileState state, ZipArchive archive, ZipArchiveEntry entry)
    {
        _state = state;
        _archive = archive;
        _length = entry.Length;
        _checksum = entry.Crc32;
        _entry = entry.Open();
    }

    /// <exception cref="MigrationException">It cannot be opened.</exception>
    public static ZipEntryStream Open(FileState state, string entry)
    {
        var archive = ZipEntries.Open(state.Path, state.Open());
        try
        {
            // An archive may hold one name twice; the last one counts, as for every unpacker that overwrites.
            var found = archive.Entries.LastOrDefault(e => e.FullName == entry) ?? throw new MigrationException(FileMessages.Replaced.At(state.Path.Span, state.Path.Text, state.Path.FullPath));
            if (found.IsEncrypted) throw Unreadable(state, "it is encrypted");
            return new ZipEntryStream(state, archive, found);
        }
        catch (Exception e)
        {
            archive.Dispose();
            if (e is InvalidDataException) throw Unreadable(state, "it is packed by a method that is not known here, or its header is damaged");
            if (FileFailures.IsFileTrouble(e)) throw FileFailures.Reading(state.Path, e);
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _entry.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw Damaged("the bytes there are no valid data", e);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(_state.Path, e);
        }
        _position += read;
        if (_position > _length) throw Damaged("it goes on behind its end", null);
        _crc.Append(buffer[..read]);
        if (read > 0 || buffer.IsEmpty) return read;
        if (_position < _length) throw new MigrationException(FileMessages.Truncated.At(_state.Path.Span, _state.Path.Text, _state.Path.FullPath, "zip", _position));
        if (_crc.Value != _checksum) throw Damaged("the checksum is another one", null);
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _entry.Dispose();
            _archive.Dispose();
        }
        base.Dispose(disposing);
    }

    private static MigrationException Unreadable(FileState state, string why) => new(FileMessages.UnreadableEntry.At(state.Path.Span, state.Path.Text, state.Path.FullPath, why));

    private MigrationException Damaged(string why, Exception? inner) =>
        new(FileMessages.Damaged.At(_state.Path.Span, _state.Path.Text, _state.Path.FullPath, "zip", _position, why, "unzip -t"), inner: inner);
}

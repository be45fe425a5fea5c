using System.IO.MemoryMappedFiles;
using DataMigration.Failures;

namespace DataMigration.Keys;

/// <summary>Slots in a memory-mapped file, deleted with it. The operating system keeps the busy pages in memory and may drop the others.</summary>
internal sealed class FileSlots : IKeySlots
{
    private const int SlotSize = 16;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public FileSlots(string folder, long length)
    {
        Length = length;
        try
        {
            Directory.CreateDirectory(folder);
            // The space is claimed at once: a full disk must be an error here, not a fault on a mapped page later.
            var stream = new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.keys"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                PreallocationSize = length * SlotSize,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 0,
            });
            stream.SetLength(length * SlotSize);
            _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            _view = _file.CreateViewAccessor();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw new MigrationException(KeyMessages.SpillFailed.At(null, folder, e.Message), inner: e);
        }
    }

    public long Length { get; }

    public UInt128 this[long slot]
    {
        get => new(_view.ReadUInt64(slot * SlotSize + 8), _view.ReadUInt64(slot * SlotSize));
        set
        {
            _view.Write(slot * SlotSize, (ulong)value);
            _view.Write(slot * SlotSize + 8, (ulong)(value >> 64));
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}

using System.Buffers.Binary;

namespace DataMigration.Connectors.Json;

/// <summary>The keys of one record's objects that are too many to learn (objects used as dictionaries), so that one that comes twice is seen all the same.</summary>
internal sealed class ManyKeys
{
    private readonly HashSet<byte[]> _seen = new(KeyComparer.Instance);
    private byte[] _scratch = new byte[256];

    /// <summary>False when the object had the key before.</summary>
    public bool Add(long instance, ReadOnlySpan<byte> key)
    {
        int length = key.Length + sizeof(long);
        if (_scratch.Length < length) _scratch = new byte[length * 2];
        BinaryPrimitives.WriteInt64LittleEndian(_scratch, instance);
        key.CopyTo(_scratch.AsSpan(sizeof(long)));
        return _seen.GetAlternateLookup<ReadOnlySpan<byte>>().Add(_scratch.AsSpan(0, length));
    }

    public void Clear()
    {
        if (_seen.Count > 0) _seen.Clear();
    }
}

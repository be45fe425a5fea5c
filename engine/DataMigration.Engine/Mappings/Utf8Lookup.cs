using System.Diagnostics.CodeAnalysis;

namespace DataMigration.Mappings;

/// <summary>Finds UTF-8 text among fixed keys without making a string: a scan for a few keys, a hash table for more.</summary>
internal sealed class Utf8Lookup
{
    private const int ScanLimit = 8;
    private readonly byte[][] _keys;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>>? _table;

    public Utf8Lookup(byte[][] keys)
    {
        _keys = keys;
        if (keys.Length <= ScanLimit) return;
        var table = new Dictionary<byte[], int>(keys.Length, new BytesComparer());
        for (int i = 0; i < keys.Length; i++) table.TryAdd(keys[i], i);
        _table = table.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The position of the key, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        if (_table is { } table) return table.TryGetValue(text, out int index) ? index : -1;
        for (int i = 0; i < _keys.Length; i++)
            if (text.SequenceEqual(_keys[i])) return i;
        return -1;
    }

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}

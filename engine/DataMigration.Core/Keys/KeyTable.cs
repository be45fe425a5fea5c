namespace DataMigration.Keys;

/// <summary>
/// 128-bit keys in bounded memory: an open-addressing table on the heap up to a limit, then one in a memory-mapped file. The tables
/// double when they are 60 % full. One thread at a time.
/// </summary>
public abstract class KeyTable : IDisposable
{
    /// <summary>At most 32 MB a slot of an entry.</summary>
    public const int DefaultKeysInMemory = 1 << 20;
    private const int FirstEntries = 1 << 12;

    private readonly string _spillFolder;
    private readonly int _keysInMemory;
    private readonly int _width;
    private IKeySlots _slots;

    /// <param name="spillFolder">Where the file goes; made when first needed.</param>
    /// <param name="keysInMemory">So many keys stay on the heap.</param>
    /// <param name="width">Slots an entry takes: its key, and what a table keeps with it.</param>
    private protected KeyTable(string spillFolder, int keysInMemory, int width)
    {
        (_spillFolder, _keysInMemory, _width) = (spillFolder, keysInMemory, width);
        _slots = new MemorySlots((long)FirstEntries * width);
    }

    /// <summary>Keys in the table.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the keys have left the heap.</summary>
    public bool HasSpilled => _slots is FileSlots;

    /// <summary>Gives memory and file back.</summary>
    public void Dispose()
    {
        _slots.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <returns>The slot of a key, or -1.</returns>
    private protected long Find(UInt128 key) => Find(_slots, NotZero(key)) is var slot && _slots[slot] != 0 ? slot : -1;

    /// <summary>The slot of a key, which is added where it is missing.</summary>
    /// <exception cref="Failures.MigrationException">The spill file cannot grow.</exception>
    private protected long FindOrAdd(UInt128 key, out bool added)
    {
        key = NotZero(key);
        long slot = Find(_slots, key);
        added = _slots[slot] == 0;
        if (!added) return slot;
        if (Count >= _keysInMemory && !HasSpilled) slot = Rebuild(new FileSlots(_spillFolder, _slots.Length * 2), key);
        else if (Count * 5 * _width >= _slots.Length * 3) slot = Rebuild(HasSpilled ? new FileSlots(_spillFolder, _slots.Length * 2) : new MemorySlots(_slots.Length * 2), key);
        _slots[slot] = key;
        Count++;
        return slot;
    }

    /// <summary>What is kept with the key of this slot.</summary>
    private protected UInt128 ValueAt(long slot) => _slots[slot + 1];

    private protected void SetValueAt(long slot, UInt128 value) => _slots[slot + 1] = value;

    // Zero marks a free slot. That the key 0 is taken for 1 adds nothing that counts to the odds of two keys being one.
    private static UInt128 NotZero(UInt128 key) => key == 0 ? 1 : key;

    /// <summary>The slot of a key, or the free one where it belongs.</summary>
    private long Find(IKeySlots slots, UInt128 key)
    {
        long mask = slots.Length / _width - 1, entry = (long)(ulong)key & mask;
        while (slots[entry * _width] is var found && found != 0 && found != key) entry = (entry + 1) & mask;
        return entry * _width;
    }

    private long Rebuild(IKeySlots bigger, UInt128 key)
    {
        for (long i = 0; i < _slots.Length; i += _width)
        {
            var old = _slots[i];
            if (old == 0) continue;
            long slot = Find(bigger, old);
            for (int part = 0; part < _width; part++) bigger[slot + part] = _slots[i + part];
        }
        _slots.Dispose();
        _slots = bigger;
        return Find(bigger, key);
    }
}

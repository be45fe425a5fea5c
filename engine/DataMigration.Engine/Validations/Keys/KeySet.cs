namespace DataMigration.Validations.Keys;

/// <summary>
/// A set of 128-bit keys in bounded memory: an open-addressing table on the heap up to a limit, then one in a memory-mapped file. The tables
/// double when they are 60 % full. One thread at a time.
/// </summary>
/// <param name="spillFolder">Where the file goes; made when first needed.</param>
/// <param name="keysInMemory">So many keys stay on the heap; the default takes at most 32 MB.</param>
internal sealed class KeySet(string spillFolder, int keysInMemory = KeySet.DefaultKeysInMemory) : IDisposable
{
    public const int DefaultKeysInMemory = 1 << 20;
    private const int FirstSlots = 1 << 12;

    private IKeySlots _slots = new MemorySlots(FirstSlots);

    /// <summary>Keys in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the keys have left the heap.</summary>
    public bool HasSpilled => _slots is FileSlots;

    public bool Contains(UInt128 key) => _slots[Find(_slots, NotZero(key))] != 0;

    /// <returns>False when the key was there already.</returns>
    /// <exception cref="Failures.MigrationException">The spill file cannot grow.</exception>
    public bool Add(UInt128 key)
    {
        key = NotZero(key);
        long slot = Find(_slots, key);
        if (_slots[slot] != 0) return false;
        if (Count >= keysInMemory && !HasSpilled) slot = Rebuild(new FileSlots(spillFolder, _slots.Length * 2), key);
        else if (Count * 5 >= _slots.Length * 3) slot = Rebuild(HasSpilled ? new FileSlots(spillFolder, _slots.Length * 2) : new MemorySlots(_slots.Length * 2), key);
        _slots[slot] = key;
        Count++;
        return true;
    }

    public void Dispose() => _slots.Dispose();

    // Zero marks a free slot. That the key 0 is taken for 1 adds nothing that counts to the odds of two keys being one.
    private static UInt128 NotZero(UInt128 key) => key == 0 ? 1 : key;

    /// <summary>The slot of a key, or the free one where it belongs.</summary>
    private static long Find(IKeySlots slots, UInt128 key)
    {
        long mask = slots.Length - 1, slot = (long)(ulong)key & mask;
        while (slots[slot] is var found && found != 0 && found != key) slot = (slot + 1) & mask;
        return slot;
    }

    private long Rebuild(IKeySlots bigger, UInt128 key)
    {
        for (long i = 0; i < _slots.Length; i++)
            if (_slots[i] is var old && old != 0) bigger[Find(bigger, old)] = old;
        _slots.Dispose();
        _slots = bigger;
        return Find(bigger, key);
    }
}

namespace DataMigration.Keys;

/// <summary>How often each 128-bit key has come, and how often it may still come in the reading that goes on.</summary>
/// <param name="spillFolder">Where the file goes; made when first needed.</param>
/// <param name="keysInMemory">So many keys stay on the heap.</param>
public sealed class KeyCounts(string spillFolder, int keysInMemory = KeyTable.DefaultKeysInMemory) : KeyTable(spillFolder, keysInMemory, width: 2)
{
    private uint _reading;
    private long _total;

    /// <summary>All counts of this reading together that are left.</summary>
    public long Left { get; private set; }

    /// <summary>Counts a key once more.</summary>
    /// <exception cref="Failures.MigrationException">The spill file cannot grow.</exception>
    public void Increment(UInt128 key)
    {
        long slot = FindOrAdd(key, out _);
        SetValueAt(slot, ValueAt(slot) + 1);
        _total++;
    }

    /// <summary>A reading begins in which every key may come as often as it was counted.</summary>
    public void Restart()
    {
        _reading++;
        Left = _total;
    }

    /// <summary>A key comes in this reading.</summary>
    /// <returns>How often the key may come again in this reading, or -1 when it was to come no more.</returns>
    public long Decrement(UInt128 key)
    {
        long slot = Find(key);
        if (slot < 0) return -1;
        var entry = ValueAt(slot);
        // From the lowest bits: what was counted (48 bits), how often it has come (48), and in which reading (32).
        long counted = (long)(ulong)(entry & Low48), come = (uint)(entry >> 96) == _reading ? (long)(ulong)(entry >> 48 & Low48) : 0;
        if (come == counted) return -1;
        SetValueAt(slot, (UInt128)_reading << 96 | (UInt128)(ulong)(come + 1) << 48 | (ulong)counted);
        Left--;
        return counted - come - 1;
    }

    private const ulong Low48 = (1UL << 48) - 1;
}

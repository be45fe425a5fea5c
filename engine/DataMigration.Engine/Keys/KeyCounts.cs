namespace DataMigration.Keys;

/// <summary>How often each 128-bit key has come.</summary>
/// <inheritdoc cref="KeyTable" path="/param"/>
internal sealed class KeyCounts(string spillFolder, int keysInMemory = KeyTable.DefaultKeysInMemory) : KeyTable(spillFolder, keysInMemory, width: 2)
{
    /// <summary>All counts together.</summary>
    public long Total { get; private set; }

    public void Increment(UInt128 key)
    {
        long slot = FindOrAdd(key, out _);
        SetValueAt(slot, ValueAt(slot) + 1);
        Total++;
    }

    /// <returns>The count that is left, or -1 when there was none.</returns>
    public long Decrement(UInt128 key)
    {
        long slot = Find(key);
        if (slot < 0 || ValueAt(slot) == 0) return -1;
        SetValueAt(slot, ValueAt(slot) - 1);
        Total--;
        return (long)ValueAt(slot);
    }
}

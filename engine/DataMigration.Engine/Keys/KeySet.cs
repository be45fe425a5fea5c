namespace DataMigration.Keys;

/// <summary>A set of 128-bit keys.</summary>
/// <inheritdoc cref="KeyTable" path="/param"/>
internal sealed class KeySet(string spillFolder, int keysInMemory = KeyTable.DefaultKeysInMemory) : KeyTable(spillFolder, keysInMemory, width: 1)
{
    public bool Contains(UInt128 key) => Find(key) >= 0;

    /// <returns>False when the key was there already.</returns>
    /// <exception cref="Failures.MigrationException">The spill file cannot grow.</exception>
    public bool Add(UInt128 key)
    {
        FindOrAdd(key, out bool added);
        return added;
    }
}

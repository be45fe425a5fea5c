namespace DataMigration.Keys;

/// <summary>A set of 128-bit keys.</summary>
/// <param name="spillFolder">Where the file goes; made when first needed.</param>
/// <param name="keysInMemory">So many keys stay on the heap.</param>
public sealed class KeySet(string spillFolder, int keysInMemory = KeyTable.DefaultKeysInMemory) : KeyTable(spillFolder, keysInMemory, width: 1)
{
    /// <summary>Whether a key is in the set.</summary>
    public bool Contains(UInt128 key) => Find(key) >= 0;

    /// <summary>Puts a key in.</summary>
    /// <returns>False when the key was there already.</returns>
    /// <exception cref="Failures.MigrationException">The spill file cannot grow.</exception>
    public bool Add(UInt128 key)
    {
        FindOrAdd(key, out bool added);
        return added;
    }
}

namespace DataMigration.Keys;

/// <summary>Slots on the heap.</summary>
internal sealed class MemorySlots(long length) : IKeySlots
{
    private readonly UInt128[] _slots = new UInt128[length];

    public long Length => _slots.Length;

    public UInt128 this[long slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }

    public void Dispose() { }
}

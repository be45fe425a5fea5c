namespace DataMigration.Keys;

/// <summary>A table of 128-bit slots, all zero at first; a power of two of them.</summary>
internal interface IKeySlots : IDisposable
{
    long Length { get; }

    UInt128 this[long slot] { get; set; }
}

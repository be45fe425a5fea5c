using DataMigration.Keys;

namespace DataMigration.Checkpoints;

/// <summary>A step or rule whose memory of earlier rows is nothing but the keys it was shown, in their order.</summary>
internal interface IKeepsKeys
{
    /// <summary>Where it notes each key from now on, or null.</summary>
    KeyLog? Log { set; }

    /// <summary>Is shown a key again that an earlier attempt noted; before the log is set.</summary>
    void Restore(UInt128 key);
}

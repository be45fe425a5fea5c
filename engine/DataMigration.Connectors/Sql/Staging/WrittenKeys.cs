using DataMigration.Keys;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>
/// The keys that a run has written, by their hashes. Kept on this side: they survive a lost connection, and cost the database nothing. A chunk's own become
/// theirs when it is committed.
/// </summary>
internal sealed class WrittenKeys(string spillFolder) : IDisposable
{
    private readonly KeySet _committed = new(spillFolder);
    private readonly List<UInt128> _open = [];

    public bool Contains(UInt128 key) => _committed.Contains(key);

    /// <summary>The open chunk writes this key.</summary>
    public void Write(UInt128 key) => _open.Add(key);

    public void Commit()
    {
        foreach (var key in _open) _committed.Add(key);
        _open.Clear();
    }

    public void Forget() => _open.Clear();

    public void Dispose() => _committed.Dispose();
}

using DataMigration.Keys;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>
/// The keys that a run has written, by their hashes. Kept on this side: they survive a lost connection, and cost the database nothing. A chunk's own become
/// theirs when it is committed.
/// </summary>
internal sealed class WrittenKeys : IDisposable
{
    private readonly KeySet _committed;
    private readonly KeyLog? _log;
    private readonly List<UInt128> _open = [];
    private long _logged;

    /// <param name="spillFolder">For what outgrows memory.</param>
    /// <param name="checkpoints">How the load is kept fit to be taken up, or null.</param>
    /// <param name="before">Keys that earlier processes of the run have written.</param>
    public WrittenKeys(string spillFolder, CheckpointRequest? checkpoints, long before)
    {
        _committed = new KeySet(spillFolder);
        if (checkpoints is null) return;
        _log = new KeyLog(Path.Combine(checkpoints.Folder, "keys", Uri.EscapeDataString(checkpoints.Place.Target) + ".written"), before);
        _logged = before;
        foreach (var key in _log.Read()) _committed.Add(key);
    }

    public bool Contains(UInt128 key) => _committed.Contains(key);

    /// <summary>The open chunk writes this key.</summary>
    public void Write(UInt128 key) => _open.Add(key);

    /// <summary>Notes the open chunk's keys where they survive the process.</summary>
    /// <returns>How many are noted in all.</returns>
    public long Mark()
    {
        if (_log is null) return 0;
        if (_log.Count > _logged) _log.Rewind(_logged);
        foreach (var key in _open) _log.Append(key);
        _log.Flush();
        return _log.Count;
    }

    public void Commit()
    {
        _logged = _log?.Count ?? 0;
        foreach (var key in _open) _committed.Add(key);
        _open.Clear();
    }

    public void Forget() => _open.Clear();

    public void Dispose()
    {
        _log?.Dispose();
        _committed.Dispose();
    }
}

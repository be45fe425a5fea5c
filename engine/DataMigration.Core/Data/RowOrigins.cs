namespace DataMigration.Data;

/// <summary>
/// The origins of a source batch's rows. Made by the decoder, kept as compact as the source allows, asked only for
/// the few rows that need a message. Disposed with its batch.
/// </summary>
public abstract class RowOrigins : IDisposable
{
    /// <summary>The place of one row of the batch. May be slow: it is asked for rejects and warnings only.</summary>
    public abstract RowOrigin this[int row] { get; }

    /// <summary>A number that identifies the row within its source across runs (byte offset or row number); seeds a script's <c>Math.random</c>.</summary>
    public abstract long Position(int row);

    /// <summary>Gives buffers back.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives buffers back; called once.</summary>
    protected virtual void Dispose(bool disposing) { }
}


namespace DataMigration.Data;

/// <summary>
/// The rows of a batch that are still alive, in row order. Kernels loop over <see cref="Rows"/>.
/// Removing rows never moves values in columns. Not safe for two threads at once.
/// </summary>
public sealed class Selection : IDisposable
{
    private int[] _rows;

    private Selection(int capacity) => _rows = BufferPool.Of<int>().Rent(Math.Max(capacity, 1));

    /// <summary>How many rows are selected.</summary>
    public int Count { get; private set; }

    /// <summary>The selected row indexes, ascending. Valid until the selection changes.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>All rows from 0 to <paramref name="length"/> - 1.</summary>
    public static Selection All(int length)
    {
        var selection = new Selection(length) { Count = length };
        for (int i = 0; i < length; i++) selection._rows[i] = i;
        return selection;
    }

    /// <summary>A copy of the selected rows that can shrink on its own.</summary>
    public Selection Clone()
    {
        var copy = new Selection(Count) { Count = Count };
        Rows.CopyTo(copy._rows);
        return copy;
    }

    /// <summary>Selects again the rows of a clone made earlier.</summary>
    public void Restore(Selection earlier)
    {
        earlier.Rows.CopyTo(_rows);
        Count = earlier.Count;
    }

    /// <summary>Rows that were left out because their key is taken, not by a filter; null when there is none.</summary>
    public Bitmap? Skipped { get; private set; }

    /// <summary>Drops the rows whose bit is set, as <see cref="Skipped"/> ones.</summary>
    public void Skip(Bitmap dropped)
    {
        Skipped ??= new Bitmap(dropped.Length);
        for (int i = 0; i < dropped.Words.Length; i++) Skipped.Words[i] |= dropped.Words[i];
        Remove(dropped);
    }

    /// <summary>Drops the rows whose bit is set.</summary>
    /// <returns>How many rows were dropped.</returns>
    public int Remove(Bitmap dropped)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            int row = _rows[i];
            _rows[kept] = row;
            kept += dropped[row] ? 0 : 1;
        }
        int removed = Count - kept;
        Count = kept;
        return removed;
    }

    /// <summary>Gives the row list back to the pool.</summary>
    public void Dispose()
    {
        if (_rows.Length > 0) BufferPool.Of<int>().Return(_rows);
        _rows = [];
        Count = 0;
        Skipped?.Dispose();
        Skipped = null;
    }
}

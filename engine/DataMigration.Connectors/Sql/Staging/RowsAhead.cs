using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>
/// Which rows of a load stand already although its last commit lies before them: several connections commit their parts of a chunk each by itself, and not all may have come to it. The rows are offered
/// again, perhaps in other portions, and are left out then.
/// </summary>
internal sealed class RowsAhead(SqlWrite write, SqlMark before, IReadOnlyList<CommittedRange> found)
{
    // Of a range that the mark cut short, the whole is found.
    private readonly List<CommittedRange> _ranges = [.. found.Where(r => r.From >= before.Offered && r.From != before.Rest?.From), .. before.Rest is { } rest ? [rest] : Array.Empty<CommittedRange>()];
    private readonly List<CommittedRange> _left = [];
    private long _next = before.Offered;

    /// <summary>Whether all rows that stand lie before the last commit.</summary>
    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>Rows that have been offered, those of the chunk at hand included.</summary>
    public long Offered { get; private set; } = before.Offered;

    /// <summary>Of a range that goes beyond these, what lies behind.</summary>
    public CommittedRange? Rest => _left.Find(r => r.From == Offered);

    /// <summary>Takes out of the next chunk what stands.</summary>
    /// <returns>How many rows that were.</returns>
    /// <exception cref="MigrationException">Others than these have been committed.</exception>
    public int Leave(StageChunk chunk)
    {
        int all = chunk.Rows.Length;
        Offered = _next + all;
        _left.Clear();
        foreach (var range in _ranges.OrderByDescending(r => r.From))
        {
            int start = (int)(Math.Min(range.From, Offered) - _next), end = (int)(Math.Min(range.To, Offered) - _next);
            ulong sum = range.Sum - chunk.Sum(start, end);
            if (range.To > Offered) _left.Add(new CommittedRange(Math.Max(range.From, Offered), range.To, sum));
            else if (sum != 0) throw OtherRows();
            chunk.Leave(start, end);
        }
        return all - chunk.Rows.Length;
    }

    /// <summary>A part of the chunk at hand, of which nothing was taken out.</summary>
    public CommittedRange Part(StageChunk chunk, int start, int end) => new(_next + start, _next + end, chunk.Sum(start, end));

    /// <summary>A connection has committed it.</summary>
    public void Add(CommittedRange range) => _ranges.Add(range);

    /// <summary>All of the chunk at hand is committed.</summary>
    public void Commit()
    {
        _next = Offered;
        _ranges.Clear();
        _ranges.AddRange(_left);
    }

    /// <summary>No rows are left.</summary>
    /// <exception cref="MigrationException">Rows that have been committed did not come again.</exception>
    public void End()
    {
        if (!IsEmpty) throw OtherRows();
    }

    private MigrationException OtherRows() => new(SqlMessages.OtherRows.At(write.Span, write.Table));
}

using System.IO.Hashing;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>The rows of a chunk that the encoder had nothing against, numbered; and the results that are filled on the way.</summary>
internal sealed class StageChunk : IDisposable
{
    private readonly IReadOnlyList<WriteBatch> _batches;
    private readonly EncodedRows[] _encoded;
    private readonly bool[] _own;
    private readonly StageRow[] _rows;
    private readonly WriteResult[] _results;
    private int _count;

    /// <param name="encoder">For batches that come without bytes.</param>
    public StageChunk(IReadOnlyList<WriteBatch> batches, IBlockEncoder encoder)
    {
        _batches = batches;
        _rows = BufferPool.Of<StageRow>().Rent(batches.Sum(b => b.Rows.Count));
        _own = [.. batches.Select(b => b.Encoded is null)];
        _encoded = [.. batches.Select(b => b.Encoded ?? encoder.Encode(b.Batch, b.Rows.Rows))];
        _results = [.. batches.Select(_ => new WriteResult())];
        for (int i = 0; i < batches.Count; i++) Take(i);
    }

    public ReadOnlySpan<StageRow> Rows => _rows.AsSpan(0, _count);

    public IReadOnlyList<WriteResult> Results => _results;

    public ReadOnlySpan<byte> Bytes(StageRow row) => _encoded[row.Batch].Row(row.Encoded);

    /// <summary>The bytes of the rows from this one on that lie behind one another.</summary>
    /// <param name="low">The first row.</param>
    /// <param name="high">The last one that may be among them.</param>
    /// <param name="next">The first row that is not.</param>
    public ReadOnlyMemory<byte> Run(int low, int high, out int next)
    {
        var rows = Rows;
        var first = rows[low];
        for (next = low + 1; next <= high && rows[next].Batch == first.Batch && rows[next].Encoded == first.Encoded + next - low;) next++;
        return _encoded[first.Batch].Run(first.Encoded, rows[next - 1].Encoded);
    }

    public WriteBatch Batch(StageRow row) => _batches[row.Batch];

    /// <summary>Notes what became of the rows that were not refused. A batch's rows are told apart by number alone: the counts are right in all.</summary>
    public void Count(Func<int, bool> isWritten, long inserted, long changed, long deleted)
    {
        var rows = Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            if (!isWritten(i)) continue;
            var result = _results[rows[i].Batch];
            if (inserted > 0) (inserted, result.Inserted) = (inserted - 1, result.Inserted + 1);
            else if (changed > 0) (changed, result.Changed) = (changed - 1, result.Changed + 1);
            else if (deleted > 0) (deleted, result.Deleted) = (deleted - 1, result.Deleted + 1);
            else result.Unchanged++;
        }
    }

    /// <summary>Notes that every row was inserted.</summary>
    public void CountInserted() => CountInserted(0, _count);

    /// <summary>Takes rows out that have been written and committed already, and counts them.</summary>
    public void Leave(int start, int end)
    {
        CountInserted(start, end);
        _rows.AsSpan(end, _count - end).CopyTo(_rows.AsSpan(start));
        _count -= end - start;
    }

    /// <summary>Of the hashes of the rows' bytes.</summary>
    public ulong Sum(int start, int end)
    {
        ulong sum = 0;
        for (int i = start; i < end; i++) sum += XxHash3.HashToUInt64(Bytes(Rows[i]));
        return sum;
    }

    /// <summary>So many parts of about one size, cut between families: the first row of each, and the end.</summary>
    public int[] Cut(int parts)
    {
        var cuts = new List<int> { 0 };
        for (int part = 1; part < parts; part++)
        {
            int cut = (int)((long)_count * part / parts);
            while (cut < _count && cut > 0 && Rows[cut].Family == Rows[cut - 1].Family) cut++;
            if (cut > cuts[^1] && cut < _count) cuts.Add(cut);
        }
        return [.. cuts, _count];
    }

    public void Dispose()
    {
        for (int i = 0; i < _encoded.Length; i++)
            if (_own[i]) _encoded[i].Dispose();
        BufferPool.Of<StageRow>().Return(_rows);
    }

    private void CountInserted(int start, int end)
    {
        foreach (ref readonly var row in Rows[start..end]) _results[row.Batch].Inserted++;
    }

    private void Take(int number)
    {
        var (batch, encoded, result) = (_batches[number], _encoded[number], _results[number]);
        var selected = batch.Rows.Rows;
        var failures = encoded.Failures;
        bool families = batch.Batch.Level.AddsRows;
        int failure = 0, at = 0;
        if (failures.Count == 0 && !families)
        {
            foreach (int row in selected)
            {
                at = encoded.IndexOf(row, at);
                _rows[_count] = new StageRow(number, row, at, _count);
                _count++;
            }
            return;
        }
        for (int start = 0, end; start < selected.Length; start = end)
        {
            end = start + 1;
            if (families)
                for (int root = batch.Batch.RootRow(selected[start]); end < selected.Length && batch.Batch.RootRow(selected[end]) == root;) end++;
            int before = result.Failures.Count;
            foreach (int row in selected[start..end])
            {
                while (failure < failures.Count && failures[failure].Row < row) failure++;
                for (; failure < failures.Count && failures[failure].Row == row; failure++) result.Failures.Add(failures[failure]);
            }
            bool refused = result.Failures.Count > before;
            int family = _count;
            foreach (int row in selected[start..end])
            {
                at = encoded.IndexOf(row, at);
                if (!refused) _rows[_count++] = new StageRow(number, row, at, family);
                else if (!result.Failures.Exists(f => f.Row == row)) result.Withdrawn.Add(row);
            }
        }
    }
}

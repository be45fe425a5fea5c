using System.IO.Hashing;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>The rows of a chunk that the encoder had nothing against, numbered; and the results that are filled on the way.</summary>
internal sealed class StageChunk : IDisposable
{
    private readonly IReadOnlyList<WriteBatch> _batches;
    private readonly EncodedRows[] _encoded;
    private readonly bool[] _own;

    /// <param name="encoder">For batches that come without bytes.</param>
    /// <param name="rows">Of the chunk before, whose place these take: a new list a chunk would be most of a load's garbage.</param>
    public StageChunk(IReadOnlyList<WriteBatch> batches, IBlockEncoder encoder, List<StageRow>? rows = null)
    {
        (_batches, Rows) = (batches, rows ?? []);
        Rows.Clear();
        _own = [.. batches.Select(b => b.Encoded is null)];
        _encoded = [.. batches.Select(b => b.Encoded ?? encoder.Encode(b.Batch, b.Rows.Rows))];
        Results = [.. batches.Select(_ => new WriteResult())];
        for (int i = 0; i < batches.Count; i++) Take(i);
    }

    public List<StageRow> Rows { get; }

    public IReadOnlyList<WriteResult> Results { get; }

    public ReadOnlySpan<byte> Bytes(StageRow row) => _encoded[row.Batch].Row(row.Encoded);

    /// <summary>The bytes of the rows from this one on that lie behind one another.</summary>
    /// <param name="low">The first row.</param>
    /// <param name="high">The last one that may be among them.</param>
    /// <param name="next">The first row that is not.</param>
    public ReadOnlyMemory<byte> Run(int low, int high, out int next)
    {
        var first = Rows[low];
        for (next = low + 1; next <= high && Rows[next].Batch == first.Batch && Rows[next].Encoded == first.Encoded + next - low;) next++;
        return _encoded[first.Batch].Run(first.Encoded, Rows[next - 1].Encoded);
    }

    public WriteBatch Batch(StageRow row) => _batches[row.Batch];

    /// <summary>Notes what became of the rows that were not refused. A batch's rows are told apart by number alone: the counts are right in all.</summary>
    public void Count(Func<int, bool> isWritten, long inserted, long changed, long deleted)
    {
        for (int i = 0; i < Rows.Count; i++)
        {
            if (!isWritten(i)) continue;
            var result = Results[Rows[i].Batch];
            if (inserted > 0) (inserted, result.Inserted) = (inserted - 1, result.Inserted + 1);
            else if (changed > 0) (changed, result.Changed) = (changed - 1, result.Changed + 1);
            else if (deleted > 0) (deleted, result.Deleted) = (deleted - 1, result.Deleted + 1);
            else result.Unchanged++;
        }
    }

    /// <summary>Takes rows out that have been written and committed already, and counts them.</summary>
    public void Leave(int start, int end)
    {
        for (int i = start; i < end; i++) Results[Rows[i].Batch].Inserted++;
        Rows.RemoveRange(start, end - start);
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
            int cut = (int)((long)Rows.Count * part / parts);
            while (cut < Rows.Count && cut > 0 && Rows[cut].Family == Rows[cut - 1].Family) cut++;
            if (cut > cuts[^1] && cut < Rows.Count) cuts.Add(cut);
        }
        return [.. cuts, Rows.Count];
    }

    public void Dispose()
    {
        for (int i = 0; i < _encoded.Length; i++)
            if (_own[i]) _encoded[i].Dispose();
    }

    private void Take(int number)
    {
        var (batch, encoded, result) = (_batches[number], _encoded[number], Results[number]);
        var selected = batch.Rows.Rows;
        bool families = batch.Batch.Level.AddsRows;
        int failure = 0, at = 0;
        for (int start = 0, end; start < selected.Length; start = end)
        {
            end = start + 1;
            if (families)
                for (int root = batch.Batch.RootRow(selected[start]); end < selected.Length && batch.Batch.RootRow(selected[end]) == root;) end++;
            int before = result.Failures.Count;
            foreach (int row in selected[start..end])
            {
                while (failure < encoded.Failures.Count && encoded.Failures[failure].Row < row) failure++;
                for (; failure < encoded.Failures.Count && encoded.Failures[failure].Row == row; failure++) result.Failures.Add(encoded.Failures[failure]);
            }
            bool refused = result.Failures.Count > before;
            int family = Rows.Count;
            foreach (int row in selected[start..end])
            {
                at = encoded.IndexOf(row, at);
                if (!refused) Rows.Add(new StageRow(number, row, at, family));
                else if (!result.Failures.Exists(f => f.Row == row)) result.Withdrawn.Add(row);
            }
        }
    }
}

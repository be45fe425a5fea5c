using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>What is to become of the rows of a chunk, as far as it can be foreseen.</summary>
internal sealed class StageDecision(StageChunk chunk)
{
    private readonly Dictionary<int, RowFailure> _refused = [];
    private readonly HashSet<int> _skipped = [];
    private readonly HashSet<int> _gone = [];

    /// <summary>Rows refused, by number.</summary>
    public IReadOnlyDictionary<int, RowFailure> Refused => _refused;

    /// <summary>Numbers of the rows before which the rows so far must have been written: a later one replaces an earlier.</summary>
    public List<int> Cuts { get; } = [];

    /// <summary>Rows that others were refused for.</summary>
    public HashSet<int> Claimants { get; } = [];

    /// <summary>Rows that are not to be written, for whatever reason.</summary>
    public IReadOnlyCollection<int> Gone => _gone;

    public bool IsAlive(int row) => !_gone.Contains(row);

    public bool IsWritten(int row) => !_gone.Contains(row);

    public void Refuse(int row, RowFailure failure)
    {
        _refused.TryAdd(row, failure);
        foreach (int sibling in Family(row)) _gone.Add(sibling);
    }

    public void Skip(int row)
    {
        _skipped.Add(row);
        _gone.Add(row);
    }

    /// <summary>The rows that stand or fall with one, itself among them.</summary>
    public IEnumerable<int> Family(int row)
    {
        int family = chunk.Rows[row].Family;
        int first = row;
        while (first > 0 && chunk.Rows[first - 1].Family == family) first--;
        for (int i = first; i < chunk.Rows.Length && chunk.Rows[i].Family == family; i++) yield return i;
    }

    /// <summary>Notes rows left out and rows refused in the chunk's results, in row order.</summary>
    public void Report()
    {
        for (int i = 0; i < chunk.Rows.Length; i++)
        {
            if (!_gone.Contains(i)) continue;
            var (row, result) = (chunk.Rows[i], chunk.Results[chunk.Rows[i].Batch]);
            if (_refused.TryGetValue(i, out var failure)) result.Failures.Add(failure);
            else if (_skipped.Contains(i) && !Family(i).Any(_refused.ContainsKey)) result.Skipped.Add(row.Row);
            else result.Withdrawn.Add(row.Row);
        }
        // The encoder's come first; a batch's are in the order of its rows.
        foreach (var result in chunk.Results) result.Failures.Sort((a, b) => a.Row.CompareTo(b.Row));
    }
}

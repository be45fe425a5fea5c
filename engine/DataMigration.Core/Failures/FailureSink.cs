using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Failures;

/// <summary>
/// Takes the failures of one batch. A cell that failed is poisoned: later rules on it keep quiet, so a row collects all
/// independent reasons and no echoes. One sink a batch, one thread at a time; the engine disposes it with the batch.
/// </summary>
public sealed class FailureSink : IDisposable
{
    /// <summary>The most characters of a value that a reason carries.</summary>
    public const int MaxValueLength = 200;

    private readonly int _rowCount;
    private readonly List<RowFailure> _failures = [];
    private Dictionary<string, Bitmap> _poisoned = new(StringComparer.Ordinal);
    private Bitmap? _rejected;

    /// <summary>A sink for a batch of so many rows.</summary>
    public FailureSink(int rowCount) => _rowCount = rowCount;

    /// <summary>All reasons, warnings included, in the order they were found.</summary>
    public IReadOnlyList<RowFailure> Failures => _failures;

    /// <summary>Rows with at least one reason that is not a warning; null when there is none.</summary>
    public Bitmap? Rejected => _rejected;

    /// <summary>Whether some row broke a rule of severity <see cref="Severity.Fail"/>.</summary>
    public bool StopsRun { get; private set; }

    /// <summary>Whether a field of a row has failed already. Cheap; asked only where a rule is about to speak.</summary>
    public bool IsPoisoned(int row, string field) => _poisoned.TryGetValue(field, out var rows) && rows[row];

    /// <summary>Whether a row has been rejected already.</summary>
    public bool IsRejected(int row) => _rejected is not null && _rejected[row];

    /// <summary>
    /// Says that a row breaks a rule. Keeps quiet when the cell is poisoned; otherwise poisons it (warnings poison nothing).
    /// </summary>
    /// <param name="row">Index in the batch.</param>
    /// <param name="rule">What is broken; its own message, if any, wins over <paramref name="message"/>.</param>
    /// <param name="field">The field, by its name in the schema at hand, or null for the whole row.</param>
    /// <param name="value">The offending value, or null.</param>
    /// <param name="message">A whole sentence that names the field and what was expected.</param>
    /// <returns>False when the cell was poisoned already.</returns>
    [OverloadResolutionPriority(1)]
    public bool Fail(int row, Rule rule, string? field, string? value, string message)
    {
        if (field is not null && IsPoisoned(row, field)) return false;
        if (value is not null) value = Cut(value);
        _failures.Add(new RowFailure(row, rule, field, value, rule.Message ?? message));
        if (rule.Severity == Severity.Warning) return true;
        // A target is the last to judge, and may have to judge again.
        if (field is not null && rule.Stage != Stage.Target) Poison(row, field);
        (_rejected ??= new Bitmap(_rowCount))[row] = true;
        StopsRun |= rule.Severity == Severity.Fail;
        return true;
    }

    /// <summary>The same for a value at hand as UTF-8.</summary>
    public bool Fail(int row, Rule rule, string? field, ReadOnlySpan<byte> value, string message) =>
        Fail(row, rule, field, Encoding.UTF8.GetString(value[..Math.Min(value.Length, MaxValueLength * 4)]), message);

    /// <summary>Rejects a row for the reason of another one that was made of the same source row.</summary>
    public void RejectWithSibling(int row) => (_rejected ??= new Bitmap(_rowCount))[row] = true;

    /// <summary>Forgets all reasons of rows that turn out to be no rows of this run (dropped duplicates).</summary>
    public void Withdraw(Bitmap rows)
    {
        if (_failures.RemoveAll(f => rows[f.Row]) == 0) return;
        if (_rejected is not null)
            for (int i = 0; i < rows.Words.Length; i++) _rejected.Words[i] &= ~rows.Words[i];
        StopsRun = _failures.Exists(f => f.Rule.Severity == Severity.Fail);
    }

    /// <summary>Remembers what has been found so far, to come back to it by <see cref="Revert"/>.</summary>
    public FailureMark Mark() => new(_failures.Count, _rejected is null ? null : [.. _rejected.Words], StopsRun);

    /// <summary>Forgets what targets have said since a mark.</summary>
    public void Revert(FailureMark mark)
    {
        _failures.RemoveRange(mark.Count, _failures.Count - mark.Count);
        if (_rejected is not null)
        {
            if (mark.Rejected is { } words) words.CopyTo(_rejected.Words);
            else
            {
                _rejected.Dispose();
                _rejected = null;
            }
        }
        StopsRun = mark.StopsRun;
    }

    /// <summary>Marks a field of a row as failed without a reason of its own (what was made of a failed cell).</summary>
    public void Poison(int row, string field)
    {
        if (!_poisoned.TryGetValue(field, out var rows)) _poisoned.Add(field, rows = new Bitmap(_rowCount));
        rows[row] = true;
    }

    /// <summary>
    /// Goes over from the source's fields to the mapped ones: a mapped field is poisoned where a field it was made of is.
    /// Called by the engine between transforms and mappings.
    /// </summary>
    /// <param name="sources">For each mapped field the source fields it reads.</param>
    public void Remap(IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> sources)
    {
        if (_poisoned.Count == 0) return;
        var before = _poisoned;
        _poisoned = new Dictionary<string, Bitmap>(StringComparer.Ordinal);
        foreach (var (field, read) in sources)
            foreach (string name in read)
                if (before.TryGetValue(name, out var rows))
                    for (int row = 0; row < _rowCount; row++)
                        if (rows[row]) Poison(row, field);
        foreach (var rows in before.Values) rows.Dispose();
    }

    /// <summary>Gives the bitmaps back.</summary>
    public void Dispose()
    {
        foreach (var rows in _poisoned.Values) rows.Dispose();
        _poisoned.Clear();
        _rejected?.Dispose();
        _rejected = null;
    }

    /// <summary>A value as a reason carries it: at most <see cref="MaxValueLength"/> characters, none of them halved.</summary>
    public static string Cut(string value)
    {
        if (value.Length <= MaxValueLength) return value;
        int length = char.IsHighSurrogate(value[MaxValueLength - 1]) ? MaxValueLength - 1 : MaxValueLength;
        return string.Concat(value.AsSpan(0, length), "…");
    }
}

using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Keys;
using DataMigration.Validations;

namespace DataMigration.References;

/// <summary>
/// The rows of another source by their key, in memory: about 40 bytes a row and the fields taken. Loaded before the first row of the run, then read
/// by all workers at once.
/// </summary>
/// <param name="source">Where the rows come from.</param>
/// <param name="keys">Positions of the key's fields in it.</param>
/// <param name="taken">Positions of the fields that are kept.</param>
/// <param name="ignoreCase">Whether case makes no difference in text keys.</param>
/// <param name="duplicates">What a key is that comes twice.</param>
/// <param name="span">Where the reference stands in the pipeline.</param>
internal sealed class ReferenceTable(OtherSource source, int[] keys, int[] taken, bool ignoreCase, DuplicateKeys duplicates, SourceSpan span)
{
    private readonly Dictionary<UInt128, int> _rows = [];
    private readonly GrowingColumn[] _columns = [.. taken.Select(t => new GrowingColumn(source.Scope.Schema[t].Type))];
    private int _count;

    /// <summary>Reads the source, once.</summary>
    /// <exception cref="MigrationException">It cannot be read, has a broken row, or a key twice.</exception>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var hasher = new KeyHasher(keys, ignoreCase);
        await foreach (var batch in source.Source.ReadAsync(cancellationToken))
        {
            using (batch) Add(batch, hasher);
        }
    }

    /// <summary>Adds a row that no key leads to (what a missing key stands for).</summary>
    /// <param name="values">For each field taken a column of one row, or null for null.</param>
    /// <returns>Its number.</returns>
    public int AddRow(IReadOnlyList<Column?> values)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            if (values[i] is { } value) _columns[i].TryAdd(value, 0);
            else _columns[i].AddNull();
        }
        return _count++;
    }

    /// <summary>The number of the row with this key, or -1.</summary>
    public int Find(UInt128 key) => _rows.TryGetValue(key, out int row) ? row : -1;

    /// <summary>A new column of the field at this position among those taken: of the rows with these numbers, null where negative. Safe for all workers at once.</summary>
    public Column Take(int field, ReadOnlySpan<int> rows) => ColumnRows.Copy(_columns[field].Values, rows);

    private void Add(RecordBatch batch, KeyHasher hasher)
    {
        if (batch.Failures.Failures.Count > 0)
        {
            var failure = batch.Failures.Failures[0];
            throw new MigrationException(ReferenceMessages.BrokenRow.At(span, source.Name, PlaceOf(batch.Origins[failure.Row]), failure.Message));
        }
        foreach (int row in batch.Selection.Rows)
        {
            // A null is equal to nothing: such a row cannot be found.
            if (!hasher.TryHash(batch, row, out var key)) continue;
            if (_rows.ContainsKey(key))
            {
                if (duplicates == DuplicateKeys.Fail) throw new MigrationException(ReferenceMessages.DuplicateKey.At(span, source.Name, KeyOf(batch, row), PlaceOf(batch.Origins[row])));
                if (duplicates == DuplicateKeys.First) continue;
            }
            _rows[key] = _count++;
            for (int i = 0; i < _columns.Length; i++)
                if (!_columns[i].TryAdd(batch[taken[i]], row)) throw new MigrationException(ReferenceMessages.TooLarge.At(span, source.Name, source.Scope.Schema[taken[i]].Name));
        }
    }

    private static string PlaceOf(RowOrigin origin) => origin switch
    {
        { File: { } file, Line: { } line } => $"{file}, line {line}",
        { Key: { } key } => $"row {key}",
        { File: { } file } => file,
        _ => "of a query",
    };

    private string KeyOf(RecordBatch batch, int row) => string.Join(", ", keys.Select(k => RuleTexts.Shown(batch[k], row)));
}

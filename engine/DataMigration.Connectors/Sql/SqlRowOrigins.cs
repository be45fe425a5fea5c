using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql;

/// <summary>Rows of a query are known by their number, and by the key where one is declared. Keeps what cells held that did not fit their type, for the reject file.</summary>
internal sealed class SqlRowOrigins(long first) : RowOrigins
{
    private Dictionary<(int Row, int Column), byte[]>? _misfits;
    private (RecordBatch Batch, int[] Fields)? _key;

    public override RowOrigin this[int row] => _key is { } key ? new(null, null, null, string.Join(", ", key.Fields.Select(f => ValueFormatter.ToText(key.Batch[f], row)))) : default;

    public override long Position(int row) => first + row;

    /// <summary>The fields of the batch that say which row is which.</summary>
    public void KnowBy(RecordBatch batch, int[] fields)
    {
        if (fields.Length > 0) _key = (batch, fields);
    }

    /// <summary>Keeps a cell's value as JSON.</summary>
    public void Keep(int row, int column, byte[] json) => (_misfits ??= [])[(row, column)] = json;

    /// <summary>The JSON of a cell that did not fit, or null.</summary>
    public byte[]? Misfit(int row, int column) => _misfits?.GetValueOrDefault((row, column));
}

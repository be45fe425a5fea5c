using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// Looks the cells of a batch over on a worker. The driver makes the bytes that are sent; a row's own here are those of its key, for loads that ask which keys were written. One a worker.
/// </summary>
internal sealed class SqlServerEncoder : IBlockEncoder
{
    private readonly int[] _fields;
    private readonly SqlServerCell[] _cells;
    private readonly int[] _keyFields;
    private readonly SqlServerKey _key;

    public SqlServerEncoder(SqlWrite write, int[] fields, SqlServerTable table, bool isKeyed)
    {
        _fields = fields;
        bool filled = table.HasInsteadOf && write.FireTriggers;
        _cells = [.. fields.Select(f =>
        {
            var column = table.Column(write.Schema[f].Name);
            return new SqlServerCell(write.Schema[f], column, column.AllowsNull || filled, isKeyed && Array.IndexOf(write.Key, f) >= 0);
        })];
        _keyFields = isKeyed ? write.Key : [];
        _key = new SqlServerKey([.. _keyFields.Select(f => table.Column(write.Schema[f].Name))]);
    }

    public EncodedRows Encode(RecordBatch batch, ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < _fields.Length; i++) _cells[i].Attach(batch[_fields[i]]);
        for (int i = 0; i < _keyFields.Length; i++) _key.Attach(i, batch[_keyFields[i]]);
        var output = new EncodedRows(rows.Length, rows.Length * _keyFields.Length * 16);
        foreach (int row in rows)
        {
            bool refused = false;
            foreach (var cell in _cells)
            {
                if (cell.Check(row) is not { } failure) continue;
                output.Fail(failure);
                refused = true;
            }
            if (!refused) _key.Write(output, row);
            output.EndRow(row);
        }
        return output;
    }
}

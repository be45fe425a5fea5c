using DataMigration.Data;

namespace DataMigration.Connectors.Sql;

/// <summary>Rows of a query are known by their number alone. Keeps what cells held that did not fit their type, for the reject file.</summary>
internal sealed class SqlRowOrigins(long first) : RowOrigins
{
    private Dictionary<(int Row, int Column), byte[]>? _misfits;

    public override RowOrigin this[int row] => default;

    public override long Position(int row) => first + row;

    /// <summary>Keeps a cell's value as JSON.</summary>
    public void Keep(int row, int column, byte[] json) => (_misfits ??= [])[(row, column)] = json;

    /// <summary>The JSON of a cell that did not fit, or null.</summary>
    public byte[]? Misfit(int row, int column) => _misfits?.GetValueOrDefault((row, column));
}

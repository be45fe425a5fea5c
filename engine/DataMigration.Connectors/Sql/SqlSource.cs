using System.Runtime.CompilerServices;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>Reads a table or a query through whatever database its connection speaks to.</summary>
[Component(ComponentKind.Source, "sql", "Reads the rows of a database table or of a query, with the types that its columns declare.",
    Example = "sql: { connection: crm, table: customers, columns: [id, name], where: deleted_at is null, order_by: [id] }")]
internal sealed class SqlSource(SqlSourceOptions options, ConnectorContext context) : ISource
{
    public RecordSchema? DeclaredSchema => null;

    /// <summary>Columns have types of their own, which only the database knows.</summary>
    public DataType? UndeclaredType => null;

    public IRejectFormat RejectFormat { get; } = new SqlRejectFormat();

    public long? TotalBytes => null;

    public IReadOnlyList<string> Facts =>
    [
        $"{(options.Table is { } table ? "table " + table : "a query")} of {Connected().Description}, read by one reader in batches, opened read only",
        options.OrderBy is null && options.Table is not null ? "rows come in the database's own order, which it does not promise to keep (`order_by` fixes it)" : "rows come in the order of the query",
        "a value that does not fit its column's declared type rejects its row (code `type`)",
    ];

    public void Validate(DiagnosticBag diagnostics)
    {
        SqlConnections.Find(options.Connection, context, diagnostics);
        if (options.Query is null == options.Table is null)
            diagnostics.Add(SqlMessages.QueryOrTable, context.Span, options.Query is null ? "neither" : "both");
        if (options.Query is null || options.Table is not null) return;
        if (options.Columns is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "columns");
        if (options.Where is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "where");
        if (options.OrderBy is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "order_by");
    }

    public async ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken)
    {
        await using var reader = await Connected().OpenReaderAsync(Query(), cancellationToken);
        return reader.Schema;
    }

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await Connected().OpenReaderAsync(Query(), cancellationToken);
        while (await reader.ReadAsync(cancellationToken) is { } batch) yield return batch;
    }

    private ISqlConnection Connected() => SqlConnections.Get(options.Connection, context);

    private SqlQuery Query() => new(options.Query ?? TableQuery(), context.Span);

    private string TableQuery()
    {
        var connection = Connected();
        string table = connection.Quote(options.Table!);
        // Qualified, so that a name which is no column is an error everywhere (SQLite takes an unknown "name" for a string).
        string Column(string name) => table + "." + connection.Quote(name);
        string columns = options.Columns is { } names ? string.Join(", ", names.Select(Column)) : "*";
        string where = options.Where is { } condition ? $" WHERE ({condition}\n)" : "";
        string order = options.OrderBy is { } keys ? " ORDER BY " + string.Join(", ", keys.Select(Column)) : "";
        return $"SELECT {columns} FROM {table}{where}{order}";
    }
}

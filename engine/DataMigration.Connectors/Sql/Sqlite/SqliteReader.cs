using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>The rows of a query as batches: bytes go from SQLite's pages to the columns' heaps, no string and no object a cell.</summary>
internal sealed class SqliteReader : ISqlReader
{
    private const int MaxRows = 4096;
    private const int MaxBytes = 4 << 20;

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _statement;
    private readonly SqliteCells[] _cells;
    private readonly bool _utf16;
    private readonly SqlQuery _query;
    private long _position;
    private bool _done;

    /// <summary>Prepares the query; takes over the database once that worked.</summary>
    public SqliteReader(SqliteDatabase database, SqlQuery query)
    {
        _database = database;
        _query = query;
        using (var encoding = database.Prepare("PRAGMA encoding"))
            _utf16 = encoding.StepOrThrow() && encoding.GetString(0) != "UTF-8";
        _statement = database.PrepareQuery(query);
        database.Limit.Seconds = query.CommandTimeout;
        try
        {
            SqliteParameters.Bind(_statement, query);
            Schema = SchemaOf(_statement, query);
        }
        catch
        {
            _statement.Dispose();
            throw;
        }
        _cells = [.. Schema.Fields.Select(f => new SqliteCells(f, MaxRows))];
    }

    public RecordSchema Schema { get; }

    public ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interrupt = cancellationToken.UnsafeRegister(static state => ((SqliteDatabase)state!).Interrupt(), _database);
        return new ValueTask<RecordBatch?>(_done ? null : ReadBatch());
    }

    public ValueTask DisposeAsync()
    {
        foreach (var cells in _cells) cells.Dispose();
        _statement.Dispose();
        _database.Dispose();
        return ValueTask.CompletedTask;
    }

    private RecordBatch? ReadBatch()
    {
        int row = 0;
        for (long bytes = 0; row < MaxRows && bytes < MaxBytes; row++)
        {
            int code = _statement.Step();
            if (code != SQLitePCL.raw.SQLITE_ROW)
            {
                if (code != SQLitePCL.raw.SQLITE_DONE) throw _database.Failure(code, _query);
                _done = true;
                break;
            }
            for (int i = 0; i < _cells.Length; i++) bytes += _cells[i].Read(_statement, i, row, _utf16);
        }
        // Only the first rows are waited for: a reader behind a slow target is not slow itself.
        _database.Limit.Seconds = 0;
        return row == 0 ? null : Finish(row);
    }

    private RecordBatch Finish(int count)
    {
        var origins = new SqlRowOrigins(_position);
        _position += count;
        var misfits = new List<SqliteMisfit>();
        var columns = new Column[_cells.Length];
        for (int i = 0; i < columns.Length; i++) columns[i] = _cells[i].Take(count, i, misfits);
        var batch = new RecordBatch(Schema, count, columns, origins);
        foreach (var misfit in misfits.OrderBy(m => m.Row))
        {
            origins.Keep(misfit.Row, misfit.Column, misfit.Json);
            var field = Schema[misfit.Column];
            batch.Failures.Fail(misfit.Row, SqlRules.SourceType, field.Name, misfit.Value, $"{field.Name} {misfit.Problem}.");
        }
        return batch;
    }

    private static RecordSchema SchemaOf(SqliteStatement statement, SqlQuery query)
    {
        var fields = Enumerable.Range(0, statement.ColumnCount).Select(i => new Field(statement.ColumnName(i), SqliteTypes.TypeOf(statement.DeclaredType(i)))).ToList();
        if (fields.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MigrationException(SqlMessages.ColumnsOfOneName.At(query.Span, twice.Key));
        return new RecordSchema(fields);
    }
}

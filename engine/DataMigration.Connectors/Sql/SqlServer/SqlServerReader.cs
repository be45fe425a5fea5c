using System.Data;
using DataMigration.Data;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The rows of a query as batches: values go from the driver's buffer to the columns, none in an object of its own but short texts.</summary>
internal sealed class SqlServerReader : ISqlReader
{
    private const int MaxRows = 4096;
    private const int MaxBytes = 4 << 20;

    private readonly SqlClientConnection _connection;
    private readonly SqlCommand _command;
    private readonly SqlQuery _query;
    private readonly string _description;
    private readonly IReadOnlyList<SqlServerResult> _results;
    private SqlDataReader? _reader;
    private SqlServerCells? _cells;
    private long _position;
    private bool _done;

    private SqlServerReader(SqlClientConnection connection, SqlCommand command, SqlQuery query, string description, IReadOnlyList<SqlServerResult> results)
    {
        (_connection, _command, _query, _description, _results) = (connection, command, query, description, results);
        Schema = new RecordSchema(results.Select(r => r.Field));
    }

    public RecordSchema Schema { get; }

    /// <summary>Describes the query without running it; takes over the connection, also when it fails.</summary>
    public static async ValueTask<ISqlReader> OpenAsync(SqlClientConnection connection, SqlQuery query, string description, CancellationToken cancellationToken)
    {
        var command = new SqlCommand(SqlScanner.Single(query.Text, SqlServerText.Lexis) ?? query.Text, connection) { CommandTimeout = query.CommandTimeout };
        try
        {
            SqlServerParameters.Bind(command, query.Parameters, []);
            IReadOnlyList<SqlServerResult> results;
            await using (var described = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken))
                results = SqlServerResult.Of(described, query);
            if (query.Parameters.Any(p => p.Column is not null)) SqlServerParameters.Bind(command, query.Parameters, results);
            return new SqlServerReader(connection, command, query, description, results);
        }
        catch (Exception e)
        {
            await command.DisposeAsync();
            await connection.DisposeAsync();
            if (!SqlServerFailures.IsOurs(e)) throw;
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerFailures.Running(e, description, query.Span, query.CommandTimeout);
        }
    }

    public async ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_done) return null;
        try
        {
            _reader ??= await _command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult, cancellationToken);
            // Row by row on this thread: a wait that is a task costs more than most rows.
            using var cancel = cancellationToken.UnsafeRegister(static command => ((SqlCommand)command!).Cancel(), _command);
            return ReadBatch(cancellationToken);
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw SqlServerFailures.Running(e, _description, _query.Span, _query.CommandTimeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _cells?.Dispose();
        try
        {
            // Rows nobody wants would be read to the last one.
            if (_reader is not null && !_done) _command.Cancel();
            if (_reader is not null) await _reader.DisposeAsync();
        }
        catch (Exception e) when (SqlServerFailures.IsOurs(e))
        {
            // It is over in any case.
        }
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private RecordBatch? ReadBatch(CancellationToken cancellationToken)
    {
        _cells ??= new SqlServerCells(_results, MaxRows);
        int row = 0;
        for (long bytes = 0; row < MaxRows && bytes < MaxBytes; row++)
        {
            if (!_reader!.Read())
            {
                _done = true;
                break;
            }
            bytes += _cells.Read(_reader, row);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (row == 0) return null;
        var origins = new SqlRowOrigins(_position);
        _position += row;
        return _cells.Take(Schema, row, origins);
    }
}

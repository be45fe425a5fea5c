using System.Data;
using System.Globalization;
using DataMigration.Data;
using DataMigration.Failures;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>
/// The rows of a query as the server's binary COPY sends them: cut into blocks here, decoded by workers. A COPY takes no parameters, so each is bound as a
/// setting of the session that the statement reads.
/// </summary>
internal sealed class PostgresReader : ISqlBlockReader
{
    private const int BlockSize = 256 << 10;
    private const int MaxTuple = 1 << 30;

    private readonly PostgresConnection _database;
    private readonly NpgsqlConnection _connection;
    private readonly string _description;
    private readonly SqlQuery _query;
    private readonly IReadOnlyList<PostgresResult> _results;
    private readonly string _copy;
    private readonly bool _checksText;
    private readonly IBlockDecoder _decoder;
    private NpgsqlRawCopyStream? _stream;
    private byte[] _carried = [];
    private byte[] _last = [];
    private bool _done;
    private long _rows;
    private readonly int _process;
    private Task? _ending;

    private PostgresReader(PostgresConnection database, NpgsqlConnection connection, SqlQuery query, IReadOnlyList<PostgresResult> results, string copy)
    {
        (_database, _connection, _description, _query, _results, _copy) = (database, connection, database.Description, query, results, copy);
        _process = connection.ProcessID;
        _checksText = connection.PostgresParameters.TryGetValue("server_encoding", out string? encoding) && encoding == "SQL_ASCII";
        Schema = new RecordSchema(results.Select(r => r.Field));
        _decoder = CreateDecoder();
    }

    public RecordSchema Schema { get; }

    public int LastRows { get; private set; }

    /// <summary>Takes over the connection, also when it fails.</summary>
    /// <param name="first">A statement that begins the reading transaction, or nothing.</param>
    public static async ValueTask<ISqlReader> OpenAsync(PostgresConnection database, NpgsqlConnection connection, SqlQuery query, string first, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, $"BEGIN ISOLATION LEVEL {(first.Length > 0 ? "REPEATABLE READ" : "READ COMMITTED")} READ ONLY; {first}", cancellationToken);
            for (int i = 0; i < query.Parameters.Count; i++)
            {
                if (query.Parameters[i].Text is not { } value) continue;
                await using var bind = new NpgsqlCommand("SELECT set_config($1, $2, false)", connection);
                bind.Parameters.AddWithValue(Setting(i));
                bind.Parameters.AddWithValue(value);
                await bind.ExecuteNonQueryAsync(cancellationToken);
            }
            string text = SqlScanner.Replace(SqlScanner.Single(query.Text, PostgresText.Lexis) ?? query.Text, PostgresText.Lexis, name => Bound(query.Parameters, name));
            var results = await DescribeAsync(connection, text, query, cancellationToken);
            return new PostgresReader(database, connection, query, results, Copy(text, results));
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            await connection.DisposeAsync();
            throw PostgresFailures.Running(e, database.Description, query.Span);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<RecordBatch?> ReadAsync(CancellationToken cancellationToken) =>
        await ReadBlockAsync(0, _rows + 1, cancellationToken) is { } block ? _decoder.Decode(block) : null;

    public async ValueTask<Block?> ReadBlockAsync(long sequence, long firstRow, CancellationToken cancellationToken)
    {
        if (_done) return null;
        try
        {
            using var limit = _query.CommandTimeout > 0 && _stream is null ? new CancellationTokenSource(TimeSpan.FromSeconds(_query.CommandTimeout)) : null;
            using var stop = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                if (_stream is null)
                {
                    _stream = await _connection.BeginRawBinaryCopyAsync(_copy, stop?.Token ?? cancellationToken);
                    await SkipHeaderAsync(stop?.Token ?? cancellationToken);
                }
                using var cancel = cancellationToken.UnsafeRegister(static reader => ((PostgresReader)reader!).End(), this);
                return Fill(sequence, firstRow, cancellationToken);
            }
            catch (OperationCanceledException) when (limit is { IsCancellationRequested: true } && !cancellationToken.IsCancellationRequested)
            {
                await End();
                throw new MigrationException(PostgresMessages.TooSlow.At(_query.Span, _description, _query.CommandTimeout));
            }
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            if (cancellationToken.IsCancellationRequested) await End();
            cancellationToken.ThrowIfCancellationRequested();
            throw PostgresFailures.Running(e, _description, _query.Span);
        }
    }

    public RecordBatch LastRow()
    {
        var heap = new TextHeap(_last.Length);
        heap.Append(_last);
        return _decoder.Decode(new Block(heap) { Sequence = 0, ByteOffset = 0, FirstLine = 1 });
    }

    public IBlockDecoder CreateDecoder() => new PostgresDecoder(_results, _checksText);

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null && !_done) await End();
        try
        {
            if (_stream is not null) await _stream.DisposeAsync();
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e))
        {
            // It is over in any case.
        }
        await _connection.DisposeAsync();
    }

    private Block? Fill(long sequence, long firstRow, CancellationToken cancellationToken)
    {
        var heap = new TextHeap(BlockSize + (64 << 10));
        try
        {
            heap.Append(_carried);
            int end = 0, last = 0, rows = 0;
            while (!_done)
            {
                var data = heap.Bytes.AsSpan(0, heap.Used);
                var found = PostgresTuples.Found.Tuple;
                while (end < BlockSize && (found = PostgresTuples.TryFind(data, end, out int next)) == PostgresTuples.Found.Tuple) (last, end, rows) = (end, next, rows + 1);
                // By the rows alone, however their bytes came: whoever takes the reading up cuts the same blocks.
                if (end >= BlockSize) break;
                if (found == PostgresTuples.Found.End) _done = true;
                cancellationToken.ThrowIfCancellationRequested();
                if (heap.Used - end > MaxTuple) throw new MigrationException(PostgresMessages.HugeRow.At(_query.Span, MaxTuple));
                // Behind the last tuple the stream is read to its end too, so that the connection is free.
                int read = _stream!.Read(heap.Reserve(Math.Max(32 << 10, heap.Used - end)));
                if (read == 0 && !_done) throw new IOException("the stream of rows ended in the middle");
                heap.Advance(read);
            }
            _carried = _done ? [] : heap.Bytes[end..heap.Used];
            _last = heap.Bytes[last..end];
            heap.Advance(end - heap.Used);
            LastRows = rows;
            _rows += rows;
            if (rows > 0) return new Block(heap) { Sequence = sequence, ByteOffset = 0, FirstLine = firstRow };
            heap.Release();
            return null;
        }
        catch
        {
            heap.Release();
            throw;
        }
    }

    private async Task SkipHeaderAsync(CancellationToken cancellationToken)
    {
        byte[] start = new byte[PostgresTuples.HeaderLength];
        await _stream!.ReadExactlyAsync(start, cancellationToken);
    }

    private static async Task<IReadOnlyList<PostgresResult>> DescribeAsync(NpgsqlConnection connection, string text, SqlQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await using var description = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
        return description.FieldCount == 0 ? throw new MigrationException(SqlMessages.NotAQuery.At(query.Span, "returns no rows")) : PostgresResult.Of(description, query);
    }

    private static string Copy(string text, IReadOnlyList<PostgresResult> results)
    {
        if (results.All(r => r.Cast is null)) return $"COPY ({text}\n) TO STDOUT (FORMAT BINARY)";
        var columns = results.Select(r => string.Format(CultureInfo.InvariantCulture, r.Cast ?? "{0}", "datamigration_rows." + PostgresText.Quote(r.Field.Name)));
        return $"COPY (SELECT {string.Join(", ", columns)} FROM ({text}\n) AS datamigration_rows) TO STDOUT (FORMAT BINARY)";
    }

    private static string Setting(int parameter) => string.Create(CultureInfo.InvariantCulture, $"datamigration.p{parameter}");

    private static string Bound(IReadOnlyList<SqlParameter> parameters, string name)
    {
        int index = parameters.ToList().FindIndex(p => p.Name == name);
        if (index < 0) return "@" + name;
        string type = parameters[index].Type.Kind switch
        {
            DataKind.Integer => "bigint",
            DataKind.Number => "double precision",
            DataKind.Decimal => "numeric",
            DataKind.Boolean => "boolean",
            DataKind.Date => "date",
            DataKind.DateTime => "timestamp",
            DataKind.DateTimeOffset => "timestamptz",
            DataKind.Time => "time",
            DataKind.Guid => "uuid",
            DataKind.Json => "json",
            DataKind.Binary => "bytea",
            _ => "text",
        };
        if (parameters[index].Text is null) return $"(NULL::{type})";
        string setting = $"current_setting('{Setting(index)}')";
        return type == "bytea" ? $"decode({setting}, 'base64')" : $"({setting}::{type})";
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>To end a COPY its rest would have to be read, and the driver's way to stop one waits for it: the server is told to drop the connection, from another one.</summary>
    private Task End() => _ending ??= Task.Run(async () =>
    {
        try
        {
            await using var other = await _database.OpenAsync(null, CancellationToken.None);
            await using var end = new NpgsqlCommand("SELECT pg_terminate_backend($1)", other);
            end.Parameters.AddWithValue(_process);
            await end.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (PostgresFailures.IsOurs(e) || e is MigrationException)
        {
            // The server is gone, and the statement with it.
        }
    });
}

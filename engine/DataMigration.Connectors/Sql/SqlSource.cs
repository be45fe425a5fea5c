using System.Runtime.CompilerServices;
using DataMigration.Connectors.Json;
using DataMigration.Connectors.Sql.Reading;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

/// <summary>Reads a table or a query through whatever database its connection speaks to.</summary>
[Component(ComponentKind.Source, "sql", "Reads the rows of a database table or of a query, with the types that its columns declare.",
    Example = "sql: { connection: crm, table: customers, columns: [id, name], where: deleted_at is null, order_by: [id] }")]
internal sealed class SqlSource(SqlSourceOptions options, ConnectorContext context) : IResumableSource, IReplaysRejects, ISplitsIntoBlocks
{
    private RecordSchema? _schema;
    private ISqlBlockReader? _blocks;
    private int[] _key = [];
    private string? _from;

    public RecordSchema? DeclaredSchema => null;

    /// <summary>Columns have types of their own, which only the database knows.</summary>
    public DataType? UndeclaredType => null;

    public IRejectFormat RejectFormat { get; } = new SqlRejectFormat();

    public long? TotalBytes => null;

    public bool CanSplit => Connected().ReadsBlocks;

    public IReadOnlyList<string> Facts
    {
        get
        {
            var connection = Connected();
            string what = options.Table is null ? "a query" : $"table {new SqlName(options.Schema, options.Table)}";
            string key = string.Join(", ", options.Key ?? []);
            string order = options.Partition is not null
                    ? "rows of the ranges come in turn, " + (options.Key is null ? "each in the database's own order, which it does not promise to keep (`key` fixes it)" : $"each in the order of the key ({key}); a run that is taken up goes on behind the last row of each, and sees what others have changed since")
                : options.Key is not null ? $"rows come in the order of the key ({key}); after a lost connection reading goes on behind the last one, and sees what others have changed since"
                : options.Table is not null && options.OrderBy is null ? "rows come in the database's own order, which it does not promise to keep (`order_by` or `key` fixes it)"
                : "rows come in the order of the query";
            return
            [
                $"{what} of {connection.Description}, read by {(options.Partition is { } parts ? $"{parts.Count} readers" : "one reader")} in batches, opened read only{(connection.ReadsBlocks ? ", decoded by the workers" : "")}",
                order,
                .. options.Partition is null ? Array.Empty<string>() : [connection.Abilities.SharesSnapshots ? "all readers see one state of the database" : "each reader sees the state that it finds: rows that others change meanwhile may be read in neither or both"],
                "a value that does not fit its column's declared type rejects its row (code `type`)",
            ];
        }
    }

    public string? ResumeObstacle => options.Key is null ? "without a `key` nobody knows which of its rows were read" : null;

    /// <summary>Values may be secret: only a hash of them is shown.</summary>
    public string Identity
    {
        get
        {
            string values = string.Join(", ", (options.Parameters ?? new Dictionary<string, SqlParameterOptions>()).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value.Value.Text}"));
            string hash = System.IO.Hashing.XxHash64.HashToUInt64(System.Text.Encoding.UTF8.GetBytes($"{Text().Whole.Text}\n{values}")).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
            return $"{(options.Table is null ? "a query" : $"table {new SqlName(options.Schema, options.Table)}")} of {Connected().Description} ({hash})";
        }
    }

    /// <summary>Rows before the key may have changed since; nobody can tell, and `plan` says so.</summary>
    public ValueTask ResumeAsync(string cursor, bool acceptChanges, CancellationToken cancellationToken)
    {
        // Whoever reads would complain too late.
        if (options.Partition is null) SqlCursor.Parse(cursor, _key.Length, context.Span);
        else SqlRangesCursor.Parse(cursor, _key.Length, context.Span);
        _from = cursor;
        return ValueTask.CompletedTask;
    }

    public ValueTask RewindAsync()
    {
        _from = null;
        return ValueTask.CompletedTask;
    }

    public void Validate(DiagnosticBag diagnostics)
    {
        var connection = SqlConnections.Find(options.Connection, context, diagnostics);
        if (options.Query is null == options.Table is null)
            diagnostics.Add(SqlMessages.QueryOrTable, context.Span, options.Query is null ? "neither" : "both");
        if (options.Key is not null && options.OrderBy is not null) diagnostics.Add(SqlMessages.KeyAndOrder, context.Span);
        if (options.Table is null && options.Query is not null)
        {
            if (options.Schema is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "schema");
            if (options.Columns is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "columns");
            if (options.Where is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "where");
            if (options.OrderBy is not null) diagnostics.Add(SqlMessages.OnlyWithTable, context.Span, "order_by");
        }
        if (connection is null) return;
        if (options.Schema is not null && !connection.Abilities.Schemas) diagnostics.Add(SqlMessages.CannotBeAsked, context.Span, "schema", connection.Description);
        SqlParameters.Check(options.Parameters, $"{options.Query}\n{options.Where}", connection.Lexis, context.Span, diagnostics);
        if (options.Query is { } query && SqlScanner.Single(query, connection.Lexis) is null) diagnostics.Add(SqlMessages.NotAQuery, context.Span, "has more than one statement");
    }

    public async ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken)
    {
        await using var reader = await Connected().OpenReaderAsync(Text().Whole, cancellationToken);
        if (options.Key is { } key) _key = [.. key.Select(name => Find("key", name, reader.Schema))];
        if (options.Partition is { } partition && reader.Schema[Find("partition", partition.By, reader.Schema)] is { Type.Kind: not (DataKind.Integer or DataKind.Date) } field)
            throw new MigrationException(SqlMessages.CannotPartition.At(context.Span, field.Name, field.Type));
        _blocks = reader as ISqlBlockReader;
        return _schema = reader.Schema;
    }

    /// <summary>Rows are filed as JSON Lines; the database tells what types their values are of.</summary>
    public ISource FromRejects(FilePath file, string? reasonColumn) => new JsonlSource(new JsonlSourceOptions { Path = file, Ignored = reasonColumn }, context)
    {
        Like = async (_, token) => [.. (await DiscoverAsync(token)).Fields.Select(JsonField.Of)],
    };

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (CanSplit)
        {
            var decoder = CreateDecoder();
            await foreach (var block in SplitAsync(cancellationToken)) yield return decoder.Decode(block);
            yield break;
        }
        await foreach (var batch in Reading(new BatchUnits(), cancellationToken)) yield return Known(batch);
    }

    public IAsyncEnumerable<Block> SplitAsync(CancellationToken cancellationToken) => Reading(new BlockUnits(), cancellationToken);

    public IBlockDecoder CreateDecoder() => new Decoder(_blocks!.CreateDecoder(), this);

    private IAsyncEnumerable<T> Reading<T>(IReadingUnits<T> units, CancellationToken cancellationToken) where T : class
    {
        string? from = _from;
        _from = null;
        return options.Partition is { } partition
            ? new SqlRangeReading<T>(Connected(), Text(), units, _schema!, _key, partition, from is null ? null : SqlRangesCursor.Parse(from, _key.Length, context.Span)).ReadAsync(cancellationToken)
            : new SqlReading<T>(Connected(), Text(), units, _schema!, _key, context.Retries, from is null ? null : SqlCursor.Parse(from, _key.Length, context.Span)).ReadAsync(cancellationToken);
    }

    private int Find(string option, string name, RecordSchema schema)
    {
        int index = schema.IndexOf(name);
        return index >= 0 ? index : throw new MigrationException(SqlMessages.ColumnNotRead.At(context.Span, option, name, Suggestions.Remedy(name, [.. schema.Fields.Select(f => f.Name)])));
    }

    private RecordBatch Known(RecordBatch batch)
    {
        ((SqlRowOrigins)batch.Origins).KnowBy(batch, _key);
        return batch;
    }

    private ISqlConnection Connected() => SqlConnections.Get(options.Connection, context);

    private SqlQueries Text() => new(options, Connected(), context.Span);

    private sealed class Decoder(IBlockDecoder decoder, SqlSource source) : IBlockDecoder
    {
        public RecordBatch Decode(Block block) => source.Known(decoder.Decode(block));
    }
}

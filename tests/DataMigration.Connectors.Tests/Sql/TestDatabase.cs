using DataMigration.Tests.Conformance;
using System.Text;
using DataMigration.Connectors.Sql.Sqlite;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>A SQLite file of one test, and sources and targets on it.</summary>
internal sealed class TestDatabase : IDisposable
{
    public static readonly SourceSpan Span = new("pipeline.yaml", 3, 5, 4);

    private readonly string _folder = Directory.CreateTempSubdirectory("sql-tests-").FullName;

    public TestDatabase(string? sql = null, SqliteJournal journal = SqliteJournal.Keep, int busyTimeout = 0)
    {
        Path = System.IO.Path.Combine(_folder, "crm.db");
        Options = new SqliteConnectionOptions { Path = new FilePath("crm.db", Path, Span), Journal = journal, BusyTimeout = busyTimeout };
        Connection = new SqliteConnection(Options);
        if (sql is not null) Run(sql);
    }

    public string Path { get; }

    public SqliteConnectionOptions Options { get; }

    public IConnection Connection { get; init; }

    public static ConnectionReference Reference => new("crm", Span);

    public ConnectorContext Context => new() { Name = "crm", Span = Span, Connection = _ => Connection, Retries = NoRetries.Instance };

    public static FieldReference[] Fields(params string[] names) => [.. names.Select(n => new FieldReference(n, Span))];

    /// <summary>Runs statements as another program would.</summary>
    public void Run(string sql)
    {
        using var database = SqliteDatabase.OpenToWrite(Options, "test");
        foreach (string statement in sql.Split(";;", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) database.Execute(statement);
    }

    /// <summary>The rows of a query, each as its values joined by <c>|</c>; null is <c>∅</c>.</summary>
    public List<string> Rows(string sql)
    {
        using var database = SqliteDatabase.OpenToRead(Options, "test");
        using var statement = database.Prepare(sql);
        var rows = new List<string>();
        while (statement.StepOrThrow())
            rows.Add(string.Join("|", Enumerable.Range(0, statement.ColumnCount).Select(i => statement.GetString(i) ?? "∅")));
        return rows;
    }

    public SqlSource Source(string? query = null, string? table = null, IReadOnlyList<string>? columns = null, string? where = null, IReadOnlyList<string>? orderBy = null) =>
        new(new SqlSourceOptions { Connection = Reference, Query = query, Table = table, Columns = columns, Where = where, OrderBy = orderBy }, Context);

    public SqlTarget Target(string table, SqlMode mode = SqlMode.Insert, string[]? key = null, bool create = false, DuplicatePolicy duplicates = DuplicatePolicy.Reject,
        string[]? insertOnly = null, string[]? updateOnly = null) =>
        new(new SqlTargetOptions
        {
            Connection = Reference,
            Table = table,
            Mode = mode,
            Key = Fields(key ?? []),
            Create = create,
            Duplicates = duplicates,
            InsertOnly = Fields(insertOnly ?? []),
            UpdateOnly = Fields(updateOnly ?? []),
        }, Context);

    /// <summary>A whole load: opens, writes each batch, commits, completes.</summary>
    public static async Task<List<WriteResult>> Load(SqlTarget target, RecordSchema schema, bool dryRun, params object?[][][] batches)
    {
        var results = new List<WriteResult>();
        await using var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", dryRun), default);
        foreach (var rows in batches)
        {
            using var batch = TestRows.Batch(schema, rows);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            (result.Inserted + result.Changed + result.Unchanged + result.Deleted + result.Skipped.Count + result.Failures.Select(f => f.Row).Distinct().Count()).Should().Be(rows.Length, "the counts of a target add up");
            results.Add(result);
            await writer.CommitAsync(null, default);
        }
        await writer.CompleteAsync(default);
        return results;
    }

    public static async Task<WriteResult> Load(SqlTarget target, RecordSchema schema, params object?[][] rows) => (await Load(target, schema, false, [rows])).Single();

    public static async Task<List<Diagnostic>> Check(SqlTarget target, RecordSchema schema)
    {
        var diagnostics = new DiagnosticBag();
        target.Validate(schema, diagnostics);
        if (!diagnostics.HasErrors) await target.CheckAsync(schema, diagnostics, default);
        return [.. diagnostics.Items];
    }

    public static async Task<List<RecordBatch>> Read(SqlSource source)
    {
        await source.DiscoverAsync(default);
        var batches = new List<RecordBatch>();
        await foreach (var batch in source.ReadAsync(default)) batches.Add(batch);
        return batches;
    }

    /// <summary>All rows of a source as plain values.</summary>
    public static async Task<List<object?[]>> Values(SqlSource source)
    {
        var rows = new List<object?[]>();
        foreach (var batch in await Read(source))
            using (batch) rows.AddRange(TestRows.Values(batch));
        return rows;
    }

    public static string Rejects(RecordBatch batch, IRejectFormat format, string? reasonColumn = null)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        format.WriteHeader(output, reasonColumn);
        for (int row = 0; row < batch.RowCount; row++)
            if (batch.Failures.IsRejected(row)) format.WriteRow(batch, row, reasonColumn is null ? null : batch.Failures.Failures.First(f => f.Row == row).Rule.Code, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

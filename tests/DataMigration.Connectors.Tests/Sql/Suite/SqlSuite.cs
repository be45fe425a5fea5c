using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>
/// What a sql target must do, whatever the database: every mode on every kind of table, exact to the row. A database joins by a class of its own for each suite, which run side by side.
/// Cases are written for the eye: a row is <c>id:name</c>, null is nothing, a load is rows with blanks between.
/// </summary>
public abstract partial class SqlSuite
{
    private protected static readonly SourceSpan Span = new("pipeline.yaml", 3, 5, 4);

    private protected static readonly CheckpointPlace Place = new("pipeline", "crm", "20261123T000000Z-pipeline-0000");

    private protected static readonly RecordSchema People = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text));

    /// <summary>A new database, or the test is skipped.</summary>
    internal abstract Task<IDatabaseUnderTest> OpenAsync();

    private protected static ConnectionReference Reference => new("crm", Span);

    private protected static FieldReference[] Fields(params string[] names) => [.. names.Select(n => new FieldReference(n, Span))];

    private protected static SqlTargetOptions Into(string table, SqlMode mode = SqlMode.Insert, params string[] key) => new() { Connection = Reference, Table = table, Mode = mode, Key = Fields(key) };

    private protected static SqlTarget Target(ISqlConnection connection, SqlTargetOptions options) =>
        new(options, new ConnectorContext { Name = "crm", Span = Span, Connection = _ => connection, Retries = NoRetries.Instance });

    private protected static SqlSource Source(ISqlConnection connection, string table, params string[] orderBy) =>
        Source(connection, new SqlSourceOptions { Connection = Reference, Table = table, OrderBy = orderBy.Length == 0 ? null : orderBy });

    private protected static SqlSource Source(ISqlConnection connection, SqlSourceOptions options) =>
        new(options, new ConnectorContext { Name = "crm", Span = Span, Connection = _ => connection, Retries = NoRetries.Instance });

    private protected static string NewPeople(IDatabaseUnderTest database, string rows = "") =>
        $"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text});;" + Inserts("t", rows);

    private protected static string Inserts(string table, string rows) => string.Join(";;", Parse(rows).Select(r => $"INSERT INTO {table} (id, name) VALUES ({r[0]}, {(r[1] is null ? "NULL" : $"'{r[1]}'")})"));

    private protected static object?[][] Parse(string rows) => [.. rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(':') switch
    {
        [var id, var name] => new object?[] { id.Length == 0 ? null : long.Parse(id), name.Length == 0 ? null : name },
        _ => throw new InvalidOperationException(row),
    })];

    private protected static async Task<string> PeopleOf(IDatabaseUnderTest database, string table = "t") =>
        string.Join(' ', (await database.RowsAsync($"SELECT id, name FROM {table} ORDER BY id")).Select(r => r.Replace('|', ':').Replace("∅", "")));

    private protected static async Task<List<Diagnostic>> CheckAsync(SqlTarget target, RecordSchema schema)
    {
        var diagnostics = new DiagnosticBag();
        target.Validate(schema, diagnostics);
        if (!diagnostics.HasErrors) await target.CheckAsync(schema, diagnostics, default);
        return [.. diagnostics.Items];
    }

    /// <summary>A load of one batch.</summary>
    private protected static async Task<Outcome> LoadAsync(IDatabaseUnderTest database, SqlTargetOptions options, RecordSchema schema, params object?[][] rows) =>
        await LoadAsync(database.Connect(), options, schema, [[rows]]);

    /// <summary>A whole load: chunks of batches of rows.</summary>
    private protected static async Task<Outcome> LoadAsync(ISqlConnection connection, SqlTargetOptions options, RecordSchema schema, object?[][][][] chunks, bool dryRun = false, bool complete = true)
    {
        await using var load = await OpenLoad.StartAsync(Target(connection, options), schema, dryRun);
        foreach (object?[][][] batches in chunks)
        {
            await load.WriteAsync(batches);
            await load.CommitAsync();
        }
        if (complete) await load.CompleteAsync();
        return load.Outcome;
    }

    /// <summary>The same rows as one batch, as several of one chunk, as a chunk each.</summary>
    private protected static IEnumerable<(string Shape, object?[][][][] Chunks)> Shapes(object?[][] rows)
    {
        yield return ("one batch", [[rows]]);
        yield return ("a batch a row", [[.. rows.Select(r => new[] { r })]]);
        yield return ("a chunk a row", [.. rows.Select(r => new object?[][][] { [r] })]);
    }
}

using DataMigration.Connectors;
using DataMigration.Connectors.Sql;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Tests.Sql.Postgres;

/// <summary>Connections that are cut at every step of a load: the chunk at hand is written again, and nothing twice.</summary>
public sealed class PostgresFaultTests
{
    private const string Cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'datamigration'";

    private static readonly RecordSchema Schema = TestRows.Schema(("id", DataType.Integer), ("v", DataType.Text));

    [SkippableTheory]
    [InlineData(SqlMode.Insert, "")]
    [InlineData(SqlMode.Insert, "", 4)]
    [InlineData(SqlMode.Upsert, "")]
    [InlineData(SqlMode.Truncate, "")]
    [InlineData(SqlMode.Replace, "")]
    [InlineData(SqlMode.Insert, "CHECK (v <> 'bad')")]
    [InlineData(SqlMode.Insert, "CHECK (v <> 'bad')", 3)]
    [InlineData(SqlMode.Upsert, "CHECK (v <> 'bad')")]
    public async Task A_connection_that_is_cut_before_between_and_after_chunks_costs_no_row(SqlMode mode, string check, int connections = 1)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (id int PRIMARY KEY, v text {check}); INSERT INTO t VALUES (-1, 'old')");
        var target = database.Target(new() { Connection = PostgresDatabase.Reference, Table = "t", Mode = mode, Connections = connections, Key = mode == SqlMode.Upsert ? TestDatabase.Fields("id") : [] });
        var random = new Random(7);
        int written = 0, refused = 0;
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "run", "p", false), default))
        {
            for (int chunk = 0; chunk < 8; chunk++)
            {
                using var batch = Batch(Schema, [.. Enumerable.Range(chunk * 500, 500).Select(i => new object?[] { i, check.Length > 0 && i % 91 == 0 ? "bad" : "v" })]);
                while (true)
                {
                    try
                    {
                        if (random.Next(3) == 0) database.Execute(Cut);
                        var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
                        if (random.Next(3) == 0) database.Execute(Cut);
                        await writer.CommitAsync(null, default);
                        written += (int)(result.Inserted + result.Changed);
                        refused += result.Failures.Count;
                        break;
                    }
                    catch (MigrationException e) when (e.Temporary)
                    {
                    }
                }
            }
            await writer.CompleteAsync(default);
        }
        int expected = check.Length == 0 ? 4000 : 4000 - Enumerable.Range(0, 4000).Count(i => i % 91 == 0);
        (written, refused).Should().Be((expected, 4000 - expected));
        database.Scalar("SELECT count(*) FROM t WHERE id >= 0").Should().Be((long)expected);
        database.Scalar("SELECT count(*) FROM t WHERE id < 0").Should().Be(mode is SqlMode.Truncate or SqlMode.Replace ? 0L : 1L);
    }

    /// <summary>The answer to a COMMIT is lost on its way, again and again: the server is asked what became of it.</summary>
    [SkippableFact]
    public async Task A_commit_whose_answer_is_lost_is_decided_by_asking()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id int PRIMARY KEY, v text)");
        await using var relay = new TestRelay(database.ConnectionString);
        var target = new SqlTarget(new() { Connection = PostgresDatabase.Reference, Table = "t" }, database.Context() with { Connection = _ => relay.Connection });
        int lost = 0;
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "run", "p", false), default))
        {
            for (int chunk = 0; chunk < 20; chunk++)
            {
                using var batch = Batch(Schema, [.. Enumerable.Range(chunk * 10, 10).Select(i => new object?[] { i, "v" })]);
                while (true)
                {
                    try
                    {
                        await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
                        // Even chunks: the COMMIT arrives and its answer does not. Odd ones: it does not arrive.
                        if (lost < 15) relay.Break(toServer: chunk % 2 != 0);
                        lost++;
                        await writer.CommitAsync(null, default);
                        break;
                    }
                    catch (MigrationException e) when (e.Temporary)
                    {
                    }
                }
            }
            await writer.CompleteAsync(default);
        }
        database.Scalar("SELECT count(*) FROM t").Should().Be(200L);
        relay.Broken.Should().Be(15);
    }

    [SkippableFact]
    public async Task Rows_of_several_connections_that_meet_are_sorted_out_by_one()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id int PRIMARY KEY, v text)");
        var target = database.Target(new() { Connection = PostgresDatabase.Reference, Table = "t", Connections = 3 });
        await using var writer = await target.OpenAsync(new WriteRequest(Schema, "run", "p", false), default);
        writer.Connections.Should().Be(3);
        var refused = new List<int>();
        foreach (int chunk in new[] { 0, 1, 2 })
        {
            // In the second chunk the first row's key comes again in every part.
            using var batch = Batch(Schema, [.. Enumerable.Range(0, 3000).Select(i => new object?[] { chunk == 1 && i % 1000 == 0 ? 3000 : (chunk * 3000) + i, "v" })]);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            await writer.CommitAsync(null, default);
            refused.AddRange(result.Failures.Select(f => f.Row));
        }
        await writer.CompleteAsync(default);
        refused.Should().Equal(1000, 2000);
        database.Scalar("SELECT count(*) FROM t").Should().Be(8998L);
    }

    [SkippableFact]
    public async Task A_load_in_one_transaction_that_loses_its_connection_says_so_and_leaves_nothing()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id int PRIMARY KEY, v text)");
        var target = database.Target(new() { Connection = PostgresDatabase.Reference, Table = "t", Atomic = true });
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "run", "p", false), default))
        {
            using var batch = Batch(Schema, [1, "v"]);
            await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            await writer.CommitAsync(null, default);
            database.Execute(Cut);
            var write = async () => await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            (await write.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
            (writer.CanWriteAgain, writer.KeepsCommits).Should().Be((false, false));
        }
        database.Scalar("SELECT count(*) FROM t").Should().Be(0L);
    }

    [SkippableTheory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y", "DM3241", true)]
    [InlineData("Host=nowhere.invalid;Username=x;Database=y", "DM3241", false)]
    [InlineData("postgres://x:secret@127.0.0.1:1/y", "DM3241", true)]
    [InlineData("postgres://x:a@secret/b:#c@127.0.0.1:1/y?application_name=a@b", "DM3241", true)]
    [InlineData("postgres://x:a/b?c#secret@127.0.0.1:1/y", "DM3241", true)]
    [InlineData("postgres://x:secret@127.0.0.1:1?application_name=a@b", "DM3241", true)]
    [InlineData("postgres://127.0.0.1:1/y?application_name=secret@b&username=x", "DM3241", true)]
    [InlineData("Hots=1;Password=secret", "DM3240", false)]
    [InlineData("", "DM3240", false)]
    public async Task A_server_that_cannot_be_reached_is_told_without_the_password(string address, string code, bool temporary)
    {
        PostgresServer.Required();
        var connection = new Connectors.Sql.Postgres.PostgresConnection(new() { ConnectionString = address });
        var open = async () => await connection.OpenAsync(null, default);
        var failure = (await open.Should().ThrowAsync<MigrationException>()).Which;
        (failure.Diagnostic.Code, failure.Temporary).Should().Be((code, temporary));
        (connection.Description + failure.Diagnostic).Should().NotContain("secret");
    }
}

using System.Diagnostics;

namespace DataMigration.Cli.Databases;

/// <summary>The server dies in the middle of a load and comes back.</summary>
public sealed class ServerRestartTests : IDisposable
{
    private const int Rows = 100_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("mode: insert")]
    [InlineData("mode: upsert, key: [id]")]
    [InlineData("mode: insert, atomic: true")]
    [InlineData("mode: replace")]
    public async Task The_load_goes_on_and_nothing_is_lost_or_doubled(string mode)
    {
        using var cluster = PostgresCluster.Required();
        // However fast a load is, it stands at the row in its middle until the server dies.
        cluster.Query("CREATE TABLE hold ()");
        cluster.Query("INSERT INTO hold DEFAULT VALUES");
        cluster.Query("CREATE FUNCTION fine(id int, v text) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN "
            + $"IF id = {Rows / 2} THEN WHILE EXISTS (SELECT FROM public.hold) LOOP PERFORM pg_sleep(0.1); END LOOP; END IF; "
            + "RETURN v <> 'row 777'; END $$");
        cluster.Query("CREATE TABLE t (id int PRIMARY KEY, v text, CHECK (fine(id, v)))");
        _folder.Write("in.csv", "id,v\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i},row {i}\n")));
        _folder.Write("datamigration.yaml", $"connections: {{ db: {{ postgres: {{ connection_string: \"{cluster.ConnectionString}\" }} }} }}\n");
        string pipeline = _folder.Write("load.yaml", $$"""
            pipeline: load
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, v: { from: v } }
            targets: { t: { sql: { connection: db, table: t, {{mode}} } } }
            batch: { rows: 1000 }
            rejects: { accept: 1 }
            on_error: { retry: { attempts: 20, backoff: constant, delay: 0.3 } }
            """);
        using var process = Process.Start(Repository.Command("run", pipeline))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Standing(cluster, process);
        cluster.Kill();
        await Task.Delay(500);
        cluster.Start();
        cluster.Query("DELETE FROM hold");
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, $"{await output}\n{await errors}");
        (await errors).Should().Contain("attempt 2 of 20");
        (await output).Should().Contain($"{Rows:N0} read = {Rows - 1:N0} written + 1 rejected");
        cluster.Query("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM t").Should().Be($"{Rows - 1}|{Rows - 1}|0|{Rows - 1}");
        // Temporary tables of a session that died with its server are the server's to clean away.
        cluster.Query("SELECT count(*) FROM pg_class WHERE relname LIKE '%datamigration%' AND relname !~ '^datamigration_(checkpoints|journal|kept)' AND relpersistence <> 't'").Should().Be("0");
    }

    [SkippableTheory]
    [InlineData("mode: insert")]
    [InlineData("mode: upsert, key: [id]")]
    [InlineData("mode: truncate")]
    public async Task A_run_that_gave_up_is_taken_up_or_undone(string mode)
    {
        const int rows = 40_000;
        using var cluster = PostgresCluster.Required();
        cluster.Query("CREATE TABLE t (id int PRIMARY KEY, v text)");
        cluster.Query("INSERT INTO t VALUES (-1, 'old')");
        _folder.Write("in.csv", "id,v\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},row {i}\n")));
        _folder.Write("datamigration.yaml", $"connections: {{ db: {{ postgres: {{ connection_string: \"{cluster.ConnectionString}\" }} }} }}\n");
        string pipeline = _folder.Write("load.yaml", $$"""
            pipeline: load
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, v: { from: v } }
            targets: { t: { sql: { connection: db, table: t, {{mode}} } } }
            batch: { rows: 5000 }
            on_error: { retry: { attempts: 1 } }
            """);
        // However fast a load is, it stands at this row until the server dies.
        cluster.Query("CREATE FUNCTION stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(300); RETURN NEW; END $$");
        cluster.Query($"CREATE TRIGGER stands BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id = {rows / 2}) EXECUTE FUNCTION stand()");
        foreach (bool resumes in new[] { true, false })
        {
            cluster.Query("ALTER TABLE t ENABLE TRIGGER stands");
            var start = Repository.Command("run", pipeline);
            // Begun from elsewhere than it is taken up.
            start.WorkingDirectory = "/";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await Standing(cluster, process);
            cluster.Kill();
            await process.WaitForExitAsync();
            cluster.Start();
            cluster.Query("ALTER TABLE t DISABLE TRIGGER stands");
            process.ExitCode.Should().Be(3, $"{await output}\n{await errors}");
            var terminal = TestTerminal.In(_folder.Path);
            if (resumes)
            {
                (await terminal.RunAsync("resume")).Should().Be(0, terminal.Out + terminal.Error);
                cluster.Query("SELECT count(*), count(DISTINCT id), max(id) FROM t WHERE id >= 0").Should().Be($"{rows}|{rows}|{rows - 1}");
            }
            string last = cluster.Query("SELECT run FROM datamigration_journals ORDER BY began DESC LIMIT 1");
            (await terminal.RunAsync("rollback", last)).Should().Be(0, terminal.Out + terminal.Error);
            cluster.Query("SELECT id, v FROM t").Should().Be("-1|old");
        }
    }

    /// <summary>Waits until the load stands at the row that the server sleeps at.</summary>
    private static async Task Standing(PostgresCluster cluster, Process process)
    {
        while (!process.HasExited && cluster.Query("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "0") await Task.Delay(50);
    }
}

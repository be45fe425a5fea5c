namespace DataMigration.Cli.Databases;

/// <summary>The server dies in the middle of a load and comes back.</summary>
public sealed class ServerRestartTests : IDisposable
{
    private const int Rows = 100_000;
    private const string Hold = "INSERT INTO hold DEFAULT VALUES", LetGo = "DELETE FROM hold";

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
        MakeTable(cluster, Rows / 2, "CHECK (v <> 'row 777')");
        cluster.Query(Hold);
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
        var running = Repository.RunAsync(Repository.Command("run", pipeline));
        await Standing(cluster, running);
        cluster.Kill();
        await Task.Delay(500);
        cluster.Start();
        cluster.Query(LetGo);
        var (exit, output, errors) = await running;
        exit.Should().Be(0, $"{output}\n{errors}");
        errors.Should().Contain("attempt 2 of 20");
        output.Should().Contain($"{Rows:N0} read = {Rows - 1:N0} written + 1 rejected");
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
        MakeTable(cluster, rows / 2, "");
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
        foreach (bool resumes in new[] { true, false })
        {
            cluster.Query(Hold);
            var start = Repository.Command("run", pipeline);
            // Begun from elsewhere than it is taken up.
            start.WorkingDirectory = "/";
            var running = Repository.RunAsync(start);
            await Standing(cluster, running);
            cluster.Kill();
            var (exit, output, errors) = await running;
            cluster.Start();
            cluster.Query(LetGo);
            exit.Should().Be(3, $"{output}\n{errors}");
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

    /// <summary>However fast a load of this table is, it stands at one row for as long as it is held. A CHECK does that in every mode.</summary>
    private static void MakeTable(PostgresCluster cluster, int row, string check)
    {
        cluster.Query("CREATE TABLE hold ()");
        cluster.Query("CREATE FUNCTION stands(id int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN "
            + $"IF id = {row} THEN WHILE EXISTS (SELECT FROM public.hold) LOOP PERFORM pg_sleep(0.1); END LOOP; END IF; RETURN true; END $$");
        cluster.Query($"CREATE TABLE t (id int PRIMARY KEY CHECK (stands(id)), v text {check})");
    }

    /// <summary>Waits until the load stands there.</summary>
    private static async Task Standing(PostgresCluster cluster, Task running)
    {
        while (!running.IsCompleted && cluster.Query("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") == "0") await Task.Delay(50);
    }
}

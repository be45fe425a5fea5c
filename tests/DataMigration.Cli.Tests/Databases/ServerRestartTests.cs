namespace DataMigration.Cli.Databases;

/// <summary>The server dies in the middle of a load and comes back.</summary>
public sealed class ServerRestartTests : IDisposable
{
    private const int Rows = 100_000;
    private const string Committed = "SELECT content FROM datamigration_checkpoints";

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
        MakeTable(cluster, "CHECK (v <> 'row 777')");
        cluster.Query(Hold(Rows / 2));
        WriteFiles(cluster, Rows);
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
        await Standing(cluster, running, Rows / 2);
        cluster.Kill();
        await Task.Delay(500);
        cluster.Start();
        cluster.Query(LetGo(Rows / 2));
        var (exit, output, errors) = await running;
        exit.Should().Be(0, $"{output}\n{errors}");
        errors.Should().Contain("attempt 2 of 20");
        output.Should().Contain($"{Rows:N0} read = {Rows - 1:N0} written + 1 rejected");
        cluster.Query("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM t").Should().Be($"{Rows - 1}|{Rows - 1}|0|{Rows - 1}");
        // Temporary tables of a session that died with its server are the server's to clean away.
        cluster.Query("SELECT count(*) FROM pg_class WHERE relname LIKE '%datamigration%' AND relname !~ '^datamigration_(checkpoints|journal|kept)' AND relpersistence <> 't'").Should().Be("0");
    }

    /// <summary>A server that answers before it has written anything down forgets the last answers when it crashes; one that takes over from another may never have heard of them.</summary>
    [SkippableTheory]
    [InlineData("mode: insert")]
    [InlineData("mode: insert, connections: 2")]
    [InlineData("mode: upsert, key: [id]")]
    [InlineData("mode: replace")]
    public async Task What_the_server_had_said_was_committed_and_is_gone_is_loaded_again(string mode)
    {
        using var cluster = PostgresCluster.Required();
        cluster.WriteWhenAsked();
        const int early = Rows / 4, late = Rows / 2;
        MakeTable(cluster, "CHECK (v <> 'row 777')");
        cluster.Query($"{Hold(early)}; {Hold(late)}");
        WriteFiles(cluster, Rows);
        string pipeline = _folder.Write("load.yaml", $$"""
            pipeline: load
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, v: { from: v } }
            validations: [{ unique: [id] }]
            targets: { t: { sql: { connection: db, table: t, {{mode}} } } }
            batch: { rows: 1000 }
            rejects: { accept: 1, path: rejects.csv }
            on_error: { retry: { attempts: 20, backoff: constant, delay: 0.3 } }
            """);
        var running = Repository.RunAsync(Repository.Command("run", pipeline));
        await Standing(cluster, running, early);
        // Which waits until it is written down, and all that was said before.
        cluster.Query(LetGo(early));
        await Standing(cluster, running, late);
        string said = cluster.Query(Committed);
        cluster.Kill();
        cluster.Start();
        cluster.Query(Committed).Should().NotBe(said, "else nothing was forgotten");
        cluster.Query(LetGo(late));
        var (exit, output, errors) = await running;
        exit.Should().Be(0, $"{output}\n{errors}");
        errors.Should().Contain("without the last rows of table 't' that it had said were committed");
        output.Should().Contain($"{Rows:N0} read = {Rows - 1:N0} written + 1 rejected");
        cluster.Query("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM t").Should().Be($"{Rows - 1}|{Rows - 1}|0|{Rows - 1}");
        File.ReadAllLines(Path.Combine(_folder.Path, "rejects.csv")).Should().Equal("id,v", "777,row 777");
    }

    /// <summary>All rows are in, and a file beside the table may have its name already.</summary>
    [SkippableTheory]
    [InlineData("table, file", "mode: insert")]
    [InlineData("file, table", "mode: insert")]
    [InlineData("table", "mode: replace")]
    public async Task A_load_that_has_only_its_end_left_comes_to_it(string targets, string mode)
    {
        using var cluster = PostgresCluster.Required();
        MakeTable(cluster, "");
        cluster.Query($"{Hold(-5000)}; CREATE TABLE ends (at timestamptz)");
        WriteFiles(cluster, Rows);
        var all = new Dictionary<string, string>
        {
            ["table"] = $$"""{ sql: { connection: db, table: t, {{mode}}, after: ["INSERT INTO ends SELECT now() WHERE public.stands(-5000)"] } }""",
            ["file"] = "{ csv: { path: out.csv } }",
        };
        string pipeline = _folder.Write("load.yaml", $$"""
            pipeline: load
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, v: { from: v } }
            targets: { {{string.Join(", ", targets.Split(", ").Select(t => $"{t}: {all[t]}"))}} }
            on_error: { retry: { attempts: 20, backoff: constant, delay: 0.3 } }
            """);
        var running = Repository.RunAsync(Repository.Command("run", pipeline));
        await Standing(cluster, running, -5000);
        cluster.Kill();
        cluster.Start();
        cluster.Query(LetGo(-5000));
        var (exit, output, errors) = await running;
        exit.Should().Be(0, $"{output}\n{errors}");
        output.Should().Contain($"{Rows:N0} read = {Rows:N0} written");
        cluster.Query("SELECT count(*), count(DISTINCT id), (SELECT count(*) FROM ends) FROM t").Should().Be($"{Rows}|{Rows}|1");
        if (targets.Contains("file", StringComparison.Ordinal)) File.ReadLines(Path.Combine(_folder.Path, "out.csv")).Count().Should().Be(Rows + 1);
    }

    [SkippableTheory]
    [InlineData("mode: insert")]
    [InlineData("mode: upsert, key: [id]")]
    [InlineData("mode: truncate")]
    public async Task A_run_that_gave_up_is_taken_up_or_undone(string mode)
    {
        const int rows = 40_000;
        using var cluster = PostgresCluster.Required();
        MakeTable(cluster, "");
        cluster.Query("INSERT INTO t VALUES (-1, 'old')");
        WriteFiles(cluster, rows);
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
            cluster.Query(Hold(rows / 2));
            var start = Repository.Command("run", pipeline);
            // Begun from elsewhere than it is taken up.
            start.WorkingDirectory = "/";
            var running = Repository.RunAsync(start);
            await Standing(cluster, running, rows / 2);
            cluster.Kill();
            var (exit, output, errors) = await running;
            cluster.Start();
            cluster.Query(LetGo(rows / 2));
            exit.Should().Be(3, $"{output}\n{errors}");
            var terminal = TestTerminal.In(_folder.Path);
            if (resumes)
            {
                (await terminal.RunAsync("resume")).Should().Be(0, terminal.Out + terminal.Error);
                cluster.Query("SELECT count(*), count(DISTINCT id), max(id) FROM t WHERE id >= 0").Should().Be($"{rows}|{rows}|{rows - 1}");
            }
            string last = new DirectoryInfo(Path.Combine(_folder.Path, ".datamigration", "runs")).GetDirectories().Max(d => d.Name)!;
            (await terminal.RunAsync("rollback", last)).Should().Be(0, terminal.Out + terminal.Error);
            cluster.Query("SELECT id, v FROM t").Should().Be("-1|old");
        }
    }

    /// <summary>What each pipeline reads, and the project that knows the server.</summary>
    private void WriteFiles(PostgresCluster cluster, int rows)
    {
        _folder.Write("in.csv", "id,v\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},row {i}\n")));
        _folder.Write("datamigration.yaml", $"connections: {{ db: {{ postgres: {{ connection_string: \"{cluster.ConnectionString}\" }} }} }}\n");
    }

    /// <summary>However fast a load of this table is, it stands at a row for as long as that is held. A CHECK does that in every mode.</summary>
    private static void MakeTable(PostgresCluster cluster, string check)
    {
        cluster.Query("CREATE TABLE hold (id int)");
        cluster.Query("CREATE FUNCTION stands(nr int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN "
            + "IF nr % 5000 = 0 THEN WHILE EXISTS (SELECT FROM public.hold WHERE id = nr) LOOP PERFORM pg_sleep(0.1), pg_advisory_xact_lock(nr); END LOOP; END IF; RETURN true; END $$");
        cluster.Query($"CREATE TABLE t (id int PRIMARY KEY CHECK (stands(id)), v text {check})");
    }

    private static string Hold(int row) => $"INSERT INTO hold VALUES ({row})";

    private static string LetGo(int row) => $"DELETE FROM hold WHERE id = {row}";

    /// <summary>Waits until the load stands there, which its lock says.</summary>
    private static async Task Standing(PostgresCluster cluster, Task running, int row)
    {
        while (!running.IsCompleted && cluster.Query($"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {(uint)row}") == "0") await Task.Delay(50);
    }
}

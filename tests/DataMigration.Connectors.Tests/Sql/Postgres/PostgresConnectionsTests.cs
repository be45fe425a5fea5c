using DataMigration.Connectors;
using DataMigration.Connectors.Sql;
using DataMigration.Connectors.Sql.Checkpoints;
using DataMigration.Connectors.Sql.Suite;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Sql.Postgres;

/// <summary>Loads over several connections, of which each commits by itself: taken up and undone wherever they die.</summary>
public sealed class PostgresConnectionsTests : IDisposable
{
    private const int All = 900, Portion = 300;

    private static readonly RecordSchema Schema = TestRows.Schema(("id", DataType.Integer), ("v", DataType.Text));

    private static readonly CheckpointPlace Place = new("pipeline", "crm", "20261123T000000Z-pipeline-0000");

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _marks = [];

    public void Dispose() => _folder.Dispose();

    /// <summary>The key of the table, what stands in it, and a value that it refuses.</summary>
    public static readonly TheoryData<string, string, string> Tables = new()
    {
        { "", "", "" },
        { "PRIMARY KEY", "(-1, 'old')", "" },
        { "PRIMARY KEY", "(-1, 'old')", "v700" },
    };

    [SkippableTheory]
    [MemberData(nameof(Tables))]
    public async Task Whoever_takes_up_a_load_that_died_at_a_commit_loses_no_row_and_doubles_none(string key, string before, string refused)
    {
        int deaths = 0;
        for (bool died = true; died; deaths++)
        {
            using var database = Create(key, before, refused);
            died = await DiesAsync(database, 1 + (deaths / 2), answered: deaths % 2 == 1);
            if (died) await ResumeAsync(database, 170, connections: deaths % 3 == 0 ? 1 : 3);
            ShouldBeWhole(database, before, refused);
            (await UndoAsync(database)).Conflicts.Should().Be(0);
            database.Rows("SELECT * FROM t").Should().Equal(before.Length == 0 ? [] : ["-1|old"]);
        }
        // One of the first portion, three of each other one where nothing is refused, and one of the end; and the load that does not die.
        deaths.Should().Be((2 * (refused.Length == 0 ? 8 : 6)) + 1);
    }

    [SkippableTheory]
    [MemberData(nameof(Tables))]
    public async Task A_load_that_died_at_a_commit_is_undone(string key, string before, string refused)
    {
        for (int deaths = 0; ; deaths++)
        {
            using var database = Create(key, before, refused);
            bool died = await DiesAsync(database, 1 + (deaths / 2), answered: deaths % 2 == 1);
            if (!died) break;
            bool hasBegun = (await Target(database.Connection).FindCheckpointAsync(Place, default))!.Text.Length > 0;
            (await UndoAsync(database)).Conflicts.Should().Be(0);
            database.Rows("SELECT * FROM t").Should().Equal(before.Length == 0 ? [] : ["-1|old"]);
            if (!hasBegun) continue;
            database.Scalar("SELECT count(*) FROM datamigration_ranges").Should().Be(0L);
            (await Target(database.Connection).FindCheckpointAsync(Place, default)).Should().BeNull();
        }
    }

    [SkippableFact]
    public async Task A_load_that_is_taken_up_dies_again_and_again()
    {
        using var database = Create("", "", "");
        (await DiesAsync(database, 3, answered: true)).Should().BeTrue();
        // Portions end within what has been committed.
        (await DiesAsync(database, 2, answered: false, portion: 30, resume: true)).Should().BeTrue();
        (await DiesAsync(database, 3, answered: true, portion: 70, resume: true)).Should().BeTrue();
        await ResumeAsync(database, 100, connections: 3);
        ShouldBeWhole(database, "", "");
    }

    [SkippableFact]
    public async Task Rows_that_come_otherwise_than_they_were_committed_are_not_left_out()
    {
        using var database = Create("", "", "");
        (await DiesAsync(database, 3, answered: true)).Should().BeTrue();
        string before = string.Join(';', database.Rows("SELECT * FROM t ORDER BY id"));
        var resume = () => ResumeAsync(database, 300, 3, value: "other");
        (await resume.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3298");
        string.Join(';', database.Rows("SELECT * FROM t ORDER BY id")).Should().Be(before);
        // Nor are they when they do not come at all.
        var none = () => ResumeAsync(database, 300, 3, end: 300);
        (await none.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3298");
    }

    /// <summary>What one connection has committed stays so, however often the others fail at the rest.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_has_been_committed_is_not_written_again_by_the_same_process(bool checkpoints)
    {
        using var database = Create("", "", "");
        await using var relay = new TestRelay(database.ConnectionString);
        await using var load = await StartAsync(Target(relay.Connection), checkpoints ? null : "", null);
        await load.WriteAsync([Rows(0, 300)]);
        await load.CommitAsync("300");
        await load.WriteAsync([Rows(300, 600)]);
        relay.DieAt(2, answered: true);
        _ = relay.Death.ContinueWith(async _ =>
        {
            await Task.Delay(1000);
            relay.Revive();
        }, TaskScheduler.Default);
        int failures = 0;
        for (bool isWritten = false; !isWritten;)
        {
            try
            {
                if (failures > 0) await load.WriteAgainAsync();
                if (failures == 1) database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
                await load.CommitAsync("600");
                isWritten = true;
            }
            catch (MigrationException e) when (e.Temporary && failures < 5)
            {
                failures++;
            }
        }
        failures.Should().BeGreaterThan(1);
        await load.CompleteAsync();
        load.Outcome.Counts.Should().Be("+600");
        database.Scalar("SELECT count(*) || '/' || count(DISTINCT id) FROM t").Should().Be("600/600");
    }

    /// <summary>The server is away when it would have to say what became of a commit.</summary>
    [SkippableFact]
    public async Task A_commit_is_decided_when_the_server_is_back()
    {
        using var database = Create("", "", "");
        await using var relay = new TestRelay(database.ConnectionString);
        await using var load = await StartAsync(Target(relay.Connection, connections: 1), null, null);
        await load.WriteAsync([Rows(0, 300)]);
        relay.DieAt(1, answered: true);
        _ = relay.Death.ContinueWith(async _ =>
        {
            await Task.Delay(1000);
            relay.Revive();
        }, TaskScheduler.Default);
        await load.CommitAsync("300");
        await load.CompleteAsync();
        database.Scalar("SELECT count(*) FROM t").Should().Be(300L);
    }

    /// <summary>Half a connection that was cut: its transaction is open as long as the server believes in it.</summary>
    [SkippableTheory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task A_transaction_that_only_the_server_believes_in_is_ended(int connections)
    {
        using var database = Create("", "", "");
        await using var relay = new TestRelay(database.ConnectionString);
        await using var load = await StartAsync(Target(relay.Connection, connections), null, null);
        await load.WriteAsync([Rows(0, 300)]);
        await load.CommitAsync("300");
        await load.WriteAsync([Rows(300, 600)]);
        relay.Hold();
        var lost = () => load.CommitAsync("600").WaitAsync(TimeSpan.FromSeconds(60));
        (await lost.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
        await load.WriteAgainAsync();
        await load.CommitAsync("600");
        await load.CompleteAsync();
        database.Scalar("SELECT count(*) || '/' || count(DISTINCT id) FROM t").Should().Be("600/600");
    }

    /// <summary>Whoever takes up the load of a machine that failed waits for it.</summary>
    [SkippableFact]
    public async Task The_server_is_told_to_look_for_the_client_of_each_connection()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id int, v text, process int DEFAULT pg_backend_pid(), idle text DEFAULT current_setting('tcp_keepalives_idle'), interval text DEFAULT current_setting('client_connection_check_interval', true))");
        await using var load = await StartAsync(Target(database.Connection), null, null);
        for (int from = 0; from < All; from += Portion)
        {
            await load.WriteAsync([Rows(from, from + Portion)]);
            await load.CommitAsync($"{from + Portion}");
        }
        await load.CompleteAsync();
        database.Scalar("SELECT count(DISTINCT process) FROM t").Should().Be(3L);
        // A socket of the machine's own has nothing to look for, and says 0.
        database.Scalar("SELECT count(*) FROM t WHERE idle NOT IN ('30', '0') OR interval <> '1s'").Should().Be(0L);
    }

    /// <summary>What a server forgets when it crashes, and what one that takes its place has never heard of. Somebody else's number there is another matter.</summary>
    [SkippableTheory]
    [InlineData("UPDATE datamigration_checkpoints SET content = '300'", "DM3287")]
    [InlineData("UPDATE datamigration_checkpoints SET fence = fence - 1", "DM3287")]
    [InlineData("DELETE FROM datamigration_checkpoints", "DM3287")]
    [InlineData("UPDATE datamigration_ranges SET content = NULL WHERE part = 2", "DM3287")]
    [InlineData("UPDATE datamigration_checkpoints SET fence = fence + 1", "DM3291")]
    [InlineData("UPDATE datamigration_checkpoints SET run = 'other'", "DM3291")]
    public async Task Commits_that_were_answered_and_are_gone_are_noticed(string gone, string code)
    {
        using var database = Create("", "", "");
        await using var load = await StartAsync(Target(database.Connection), null, null);
        await load.WriteAsync([Rows(0, 300)]);
        await load.CommitAsync("300");
        await load.WriteAsync([Rows(300, 600)]);
        await load.CommitAsync("600");
        database.Execute(gone);
        database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var failure = (await ((Func<Task>)WriteAsync).Should().ThrowAsync<MigrationException>()).Which;
        failure.Diagnostic.Code.Should().Be(code);
        (failure.LostCommits, failure.Temporary).Should().Be((code == "DM3287", false));

        async Task WriteAsync()
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    await load.WriteAsync([Rows(600, 900)]);
                    return;
                }
                catch (MigrationException e) when (e.Temporary && attempt < 5)
                {
                    // That the connection is gone is found out first.
                }
            }
        }
    }

    /// <summary>The server writes its log down a moment later by itself; who asks is not answered before.</summary>
    [SkippableFact]
    public async Task Commits_that_nobody_waited_for_are_durable_when_that_is_asked_for()
    {
        using var database = Create("", "", "");
        await using var load = await OpenLoad.StartAsync(Target(database.Connection), Schema, checkpoints: new CheckpointRequest(Place, _folder.Path, null) { Alone = true });
        bool waited = false;
        for (int i = 0; i < 20; i++)
        {
            await load.WriteAsync([Rows(i * 300, (i + 1) * 300)]);
            await load.CommitAsync($"{i}");
            string committed = (string)database.Scalar("SELECT pg_current_wal_insert_lsn()::text")!;
            waited |= (bool)database.Scalar($"SELECT pg_current_wal_flush_lsn() < '{committed}'")!;
            await load.Writer.MakeDurableAsync(default);
            database.Scalar($"SELECT pg_current_wal_flush_lsn() >= '{committed}'").Should().Be(true);
        }
        waited.Should().BeTrue("else each commit waits for the disk");
        await load.CompleteAsync();
        database.Scalar("SELECT count(*) FROM t").Should().Be(6000L);
    }

    [SkippableFact]
    public async Task No_connection_of_whoever_was_taken_for_dead_commits_any_more()
    {
        using var database = Create("", "", "");
        await using (var load = await StartAsync(Target(database.Connection), null, null))
        {
            await load.WriteAsync([Rows(0, 300)]);
            await load.CommitAsync("300");
            await load.WriteAsync([Rows(300, 600)]);
            // As whoever takes it up does, after the first connection was lost and its lock with it.
            database.Execute("UPDATE datamigration_ranges SET fence = fence + 1");
            var commit = () => load.CommitAsync("600");
            (await commit.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3291");
        }
        database.Scalar("SELECT count(*) FROM t").Should().Be(300L);
    }

    /// <summary>Each would wait for the lock of the one before.</summary>
    [SkippableFact]
    public async Task Where_triggers_are_switched_off_one_connection_does_it_alone()
    {
        using var database = Create("PRIMARY KEY", "", "");
        database.Execute("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'fires'; END $$; CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
        await using var load = await StartAsync(database.Target(new() { Connection = PostgresDatabase.Reference, Table = "t", Connections = 3, FireTriggers = false }), null, null);
        for (int from = 0; from < All; from += Portion)
        {
            await load.WriteAsync([Rows(from, from + Portion)]);
            await load.CommitAsync($"{from + Portion}");
        }
        await load.CompleteAsync();
        ShouldBeWhole(database, "", "");
    }

    private static PostgresDatabase Create(string key, string before, string refused) =>
        PostgresServer.CreateDatabase($"CREATE TABLE t (id int {key}, v text CHECK (v <> '{refused}')){(before.Length == 0 ? "" : $"; INSERT INTO t VALUES {before}")}");

    private static SqlTarget Target(ISqlConnection connection, int connections = 3) =>
        new(new SqlTargetOptions { Connection = PostgresDatabase.Reference, Table = "t", Connections = connections }, new ConnectorContext { Name = "crm", Span = PostgresDatabase.Span, Connection = _ => connection, Retries = NoRetries.Instance });

    private static object?[][] Rows(int from, int to, string value = "v") => [.. Enumerable.Range(from, to - from).Select(i => new object?[] { (long)i, $"{value}{i}" })];

    private static void ShouldBeWhole(PostgresDatabase database, string before, string refused)
    {
        database.Scalar("SELECT count(*) || '/' || count(DISTINCT id) FROM t WHERE id >= 0").Should().Be(refused.Length == 0 ? $"{All}/{All}" : $"{All - 1}/{All - 1}");
        database.Scalar("SELECT count(*) FROM t WHERE id < 0").Should().Be(before.Length == 0 ? 0L : 1L);
    }

    /// <param name="kept">Where it was found to be, null = nowhere; "" = without checkpoints.</param>
    private Task<OpenLoad> StartAsync(SqlTarget target, string? kept, JournalRequest? journal) =>
        OpenLoad.StartAsync(target, Schema, checkpoints: kept == "" ? null : new CheckpointRequest(Place, _folder.Path, kept is null ? null : _marks[kept], kept), journal: journal);

    /// <returns>Whether it died.</returns>
    private async Task<bool> DiesAsync(PostgresDatabase database, int commit, bool answered, int portion = Portion, bool resume = false)
    {
        await using var relay = new TestRelay(database.ConnectionString);
        relay.DieAt(commit, answered);
        string? kept = resume ? (await Target(database.Connection).FindCheckpointAsync(Place, default))!.Text : null;
        var load = LoadAsync(relay.Connection, kept, portion, 3);
        await Task.WhenAny(load, relay.Death);
        if (!relay.Death.IsCompleted) await load;
        // A process that is dead does not care what becomes of it.
        _ = load.ContinueWith(l => l.Exception, TaskScheduler.Default);
        return relay.Death.IsCompleted;
    }

    private async Task ResumeAsync(PostgresDatabase database, int portion, int connections, string value = "v", int end = All)
    {
        string? kept = (await Target(database.Connection).FindCheckpointAsync(Place, default))?.Text;
        if (kept?.Length == 0) kept = null;
        await LoadAsync(database.Connection, kept, portion, connections, value, end);
    }

    private async Task LoadAsync(ISqlConnection connection, string? kept, int portion, int connections, string value = "v", int end = All)
    {
        await using var load = await StartAsync(Target(connection, connections), kept, new JournalRequest(Place, _folder.Path));
        for (int from = kept is null ? 0 : int.Parse(kept); from < end; from += portion)
        {
            int to = Math.Min(from + portion, end);
            await load.WriteAsync([Rows(from, to, value)]);
            _marks[$"{to}"] = (await load.Writer.MarkAsync(last: false, default))!;
            await load.CommitAsync($"{to}");
        }
        await load.CompleteAsync();
    }

    private static async Task<UndoResult> UndoAsync(PostgresDatabase database)
    {
        var target = Target(database.Connection);
        await using var journal = await database.Connection.OpenJournalAsync(Place, target.JournalOf(new JournalRequest(Place, "")), default);
        if (journal is null) return new UndoResult(0, 0, []);
        journal.Obstacle.Should().BeNull();
        return await journal.UndoAsync(force: false, new Progress<long>(), default);
    }
}

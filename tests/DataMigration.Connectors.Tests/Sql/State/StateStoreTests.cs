using DataMigration.Connectors.Sql;
using DataMigration.Failures;
using DataMigration.State;
using DataMigration.Tests.Sql.Postgres;
using Npgsql;

namespace DataMigration.Tests.Sql.State;

/// <summary>What every history does, wherever it is kept.</summary>
public sealed class StateStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public enum Place
    {
        Sqlite,
        Postgres,
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task What_is_written_down_is_read_back(Place place)
    {
        using var world = World.Of(place);
        await using var store = world.Open();
        var full = Record("r1") with
        {
            Attempt = 2, ProjectFile = "/p/datamigration.yaml", Environment = "test", Parameters = new Dictionary<string, string> { ["ä \"b\""] = "" }, Rows = 5_000_000_000, GitCommit = "abc", GitDirty = true,
            Ended = Noon.AddSeconds(1.2345678), Seconds = 1.25, Status = RunStatus.CompletedWithRejects, Counts = """{"read":1}""", ReportPath = "/r", ErrorCode = "DM1", ErrorMessage = "it's 😀",
            ReplayOf = "r0", RolledBackBy = "r9", RollbackOf = "r1", Journals = "[]", Resumable = true, Obstacle = "none",
        };
        await store.AddAsync(full, default);
        await store.AddAsync(Record("r2"), default);
        (await store.FindAsync("r1", default)).Should().BeEquivalentTo(full);
        (await store.FindAsync("r2", default)).Should().BeEquivalentTo(Record("r2"));
        (await store.FindAsync("r", default)).Should().BeNull();
        await store.UpdateAsync(Record("r1") with { Status = RunStatus.RolledBack }, default);
        await store.BeatAsync("r1", Noon.AddMinutes(5), default);
        (await store.FindAsync("r1", default)).Should().BeEquivalentTo(Record("r1") with { Status = RunStatus.RolledBack, Heartbeat = Noon.AddMinutes(5) });
        await store.RemoveAsync("r1", default);
        (await store.FindAsync("r1", default)).Should().BeNull();
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task Runs_are_listed_newest_first_and_chosen(Place place)
    {
        using var world = World.Of(place);
        await using var store = world.Open();
        await store.AddAsync(Record("b") with { Started = Noon.AddHours(1), Status = RunStatus.Failed, Resumable = true }, default);
        await store.AddAsync(Record("a") with { Started = Noon }, default);
        await store.AddAsync(Record("c") with { Started = Noon.AddHours(2), Pipeline = "other", Journals = "{}" }, default);
        (await ListAsync(new RunFilter())).Should().Equal("c", "b", "a");
        (await ListAsync(new RunFilter { Limit = 2 })).Should().Equal("c", "b");
        (await ListAsync(new RunFilter { Pipeline = "p" })).Should().Equal("b", "a");
        (await ListAsync(new RunFilter { Status = RunStatus.Failed })).Should().Equal("b");
        (await ListAsync(new RunFilter { Since = Noon.AddHours(1).ToOffset(TimeSpan.FromHours(5)) })).Should().Equal("c", "b");
        (await ListAsync(new RunFilter { Before = Noon.AddHours(1), Limit = 1 })).Should().Equal("a");
        (await ListAsync(new RunFilter { Resumable = true })).Should().Equal("b");
        (await ListAsync(new RunFilter { HasJournals = true })).Should().Equal("c");
        (await ListAsync(new RunFilter { HasJournals = true, Resumable = true })).Should().BeEmpty();

        async Task<IEnumerable<string>> ListAsync(RunFilter filter) => (await store.ListAsync(filter, default)).Select(r => r.Run);
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task One_at_a_time_has_a_pipeline(Place place)
    {
        using var world = World.Of(place);
        await using var store = world.Open();
        await using var other = world.Open();
        var held = await store.TryLockAsync("p", default);
        held.Should().NotBeNull();
        (await other.TryLockAsync("p", default)).Should().BeNull();
        (await held!.RenewAsync(default)).Should().BeTrue();
        await using (var another = await other.TryLockAsync("q", default)) another.Should().NotBeNull();
        await held.DisposeAsync();
        await using var now = await other.TryLockAsync("p", default);
        now.Should().NotBeNull();
        (await store.TryLockAsync("p", default)).Should().BeNull();
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task Looking_makes_nothing(Place place)
    {
        using var world = World.Of(place);
        await using var store = world.Open();
        (await store.ListAsync(new RunFilter(), default)).Should().BeEmpty();
        (await store.FindAsync("r", default)).Should().BeNull();
        world.Exists.Should().BeFalse();
        await store.AddAsync(Record("r"), default);
        world.Exists.Should().BeTrue();
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task Many_may_come_first(Place place)
    {
        using var world = World.Of(place);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await using var store = world.Open();
            await store.AddAsync(Record($"r{i}"), default);
        })));
        await using var store = world.Open();
        (await store.ListAsync(new RunFilter(), default)).Should().HaveCount(8);
    }

    [SkippableTheory]
    [InlineData(Place.Sqlite)]
    [InlineData(Place.Postgres)]
    public async Task A_store_of_a_newer_program_is_left_alone(Place place)
    {
        using var world = World.Of(place);
        await using (var store = world.Open()) await store.AddAsync(Record("r"), default);
        world.Execute("UPDATE datamigration_schema SET version = 99");
        await using var later = world.Open();
        foreach (Func<Task> act in new Func<Task>[] { async () => await later.AddAsync(Record("s"), default), async () => await later.ListAsync(new RunFilter(), default), async () => await later.TryLockAsync("p", default) })
            (await act.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3401");
    }

    [SkippableFact]
    public async Task A_lost_connection_is_made_anew_and_its_lock_taken_again()
    {
        using var world = World.Of(Place.Postgres);
        await using var store = world.Open();
        await store.AddAsync(Record("r"), default);
        await using var held = await store.TryLockAsync("p", default);
        world.CutAll();
        await store.BeatAsync("r", Noon.AddMinutes(1), default);
        (await held!.RenewAsync(default)).Should().BeTrue();
        await using var other = world.Open();
        (await other.TryLockAsync("p", default)).Should().BeNull();
        world.CutAll();
        await using var thief = await other.TryLockAsync("p", default);
        thief.Should().NotBeNull();
        (await held.RenewAsync(default)).Should().BeFalse();
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_says_so()
    {
        using var world = World.Of(Place.Sqlite);
        File.WriteAllText(Path.Combine(world.Folder, "state"), "a file where the folder should be");
        await using var store = world.Open();
        (await store.Awaiting(s => s.AddAsync(Record("r"), default).AsTask()).Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3402");
    }

    private static RunRecord Record(string run) => new()
    {
        Run = run, Pipeline = "p", PipelineFile = "/p/p.yaml", Fingerprint = "{}", Host = "h", User = "u", ProcessId = 7, Started = Noon, Heartbeat = Noon, Status = RunStatus.Running,
    };

    private abstract class World : IDisposable
    {
        public static World Of(Place place) => place == Place.Sqlite ? new SqliteWorld() : new PostgresWorld();

        public virtual string Folder => "";

        public abstract bool Exists { get; }

        public abstract IStateStore Open();

        public abstract void Execute(string sql);

        public virtual void CutAll()
        {
        }

        public abstract void Dispose();
    }

    private sealed class SqliteWorld : World
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("state-").FullName;

        private string Database => Path.Combine(_folder, "state", "state.db");

        public override string Folder => _folder;

        public override bool Exists => File.Exists(Database);

        public override IStateStore Open() =>
            new DataMigration.Connectors.Sql.Sqlite.SqliteConnection(new() { Path = new("state.db", Database, TestDatabase.Span) }).OpenState();

        public override void Execute(string sql)
        {
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Database};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        public override void Dispose() => Directory.Delete(_folder, recursive: true);
    }

    private sealed class PostgresWorld : World
    {
        private readonly PostgresDatabase _database = PostgresServer.CreateDatabase();

        public override bool Exists => _database.Scalar("SELECT 1 FROM pg_class WHERE relname = 'datamigration_runs'") is not null;

        public override IStateStore Open() => _database.Connect().OpenState();

        public override void Execute(string sql) => _database.Execute(sql);

        public override void CutAll() => _database.Rows("SELECT pg_terminate_backend(pid, 5000) AS cut FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        public override void Dispose() => _database.Dispose();
    }
}

using DataMigration.Tests.Conformance;
using DataMigration.Connectors.Sql.Sqlite;
using DataMigration.Data;
using DataMigration.Failures;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetTransactionTests
{
    private static readonly RecordSchema Pair = Schema(("id", DataType.Integer), ("v", DataType.Text));

    [Theory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.InsertNew)]
    [InlineData(SqlMode.Upsert)]
    [InlineData(SqlMode.Truncate)]
    public async Task A_dry_run_counts_as_a_run_and_leaves_the_file_as_it_was(SqlMode mode)
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT CHECK (v <> 'bad'));; INSERT INTO t VALUES (1, 'a'), (2, 'b')", SqliteJournal.Wal);
        object?[][] rows = [[1, "a"], [2, "x"], [3, "bad"], [4, "d"]];
        byte[] before = File.ReadAllBytes(database.Path);
        var dry = (await TestDatabase.Load(database.Target("t", mode, ["id"]), Pair, true, rows)).Single();
        File.ReadAllBytes(database.Path).Should().Equal(before);
        Directory.GetFiles(Path.GetDirectoryName(database.Path)!).Should().ContainSingle("no journal is left behind and the journal mode is not set");
        var real = await TestDatabase.Load(database.Target("t", mode, ["id"]), Pair, rows);
        (dry.Inserted, dry.Changed, dry.Unchanged, dry.Skipped.Count, dry.Failures.Count).Should().Be((real.Inserted, real.Changed, real.Unchanged, real.Skipped.Count, real.Failures.Count));
    }

    [Fact]
    public async Task A_dry_run_on_a_missing_database_makes_nothing()
    {
        using var database = new TestDatabase();
        var result = (await TestDatabase.Load(database.Target("t", create: true, key: ["id"]), Pair, true, [[1, "a"], [1, "b"]])).Single();
        (result.Inserted, result.Failures.Single().Rule.Code).Should().Be((1, "unique"));
        Directory.GetFileSystemEntries(Path.GetDirectoryName(database.Path)!).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task A_table_is_emptied_without_rows_only_by_a_load_that_came_to_its_end(bool complete, int left)
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        await using (var writer = await database.Target("t", SqlMode.Truncate).OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default))
        {
            await writer.CommitAsync(null, default);
            if (complete) await writer.CompleteAsync(default);
        }
        database.Rows("SELECT id FROM t").Should().HaveCount(left);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_table_that_rows_of_another_refer_to_is_not_emptied(bool dryRun)
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; INSERT INTO t VALUES (1, 'a');; CREATE TABLE orders (t INTEGER REFERENCES t);; INSERT INTO orders VALUES (1)");
        var load = () => TestDatabase.Load(database.Target("t", SqlMode.Truncate), Pair, dryRun, [[2, "b"]]);
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.ToString().Should().Contain("DM3229").And.Contain("rows of table orders refer to it");
        database.Rows("SELECT v FROM t").Should().Equal("a");
    }

    [Fact]
    public async Task A_table_made_by_an_unfinished_first_batch_is_undone_with_it()
    {
        using var database = new TestDatabase("CREATE TABLE other (id)");
        await using (var writer = await database.Target("t", create: true).OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default)) await Write(writer, [1, "a"]);
        database.Rows("SELECT name FROM sqlite_schema").Should().Equal("other");
    }

    [Fact]
    public async Task Two_targets_of_a_run_on_one_database_do_not_wait_for_each_other()
    {
        using var database = new TestDatabase("CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);; CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT)");
        await using (var a = await database.Target("a").OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default))
        await using (var b = await database.Target("b", SqlMode.Upsert, ["id"]).OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default))
        {
            await Write(a, [1, "x"]);
            await Write(b, [1, "y"]);
            await a.CommitAsync(null, default);
            await b.CommitAsync(null, default);
            await Write(b, [2, "y"]);
            await a.CompleteAsync(default);
            await b.CompleteAsync(default);
        }
        database.Rows("SELECT v FROM a UNION ALL SELECT v FROM b").Should().Equal("x", "y", "y");
    }

    [Fact]
    public async Task A_target_whose_transaction_another_one_took_down_says_so()
    {
        using var database = new TestDatabase("CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);; CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT)");
        var a = await database.Target("a").OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default);
        await using var b = await database.Target("b").OpenAsync(new WriteRequest(Pair, "run", "pipeline", false), default);
        await Write(b, [1, "y"]);
        await a.DisposeAsync();
        var commit = async () => await b.CommitAsync(null, default);
        (await commit.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3238");
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_a_temporary_failure()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
        using var other = SqliteDatabase.OpenToWrite(database.Options, "other");
        other.Execute("BEGIN IMMEDIATE");
        var load = () => TestDatabase.Load(database.Target("t"), Pair, [1, "a"]);
        var failure = (await load.Should().ThrowAsync<MigrationException>()).Which;
        (failure.Temporary, failure.Diagnostic.Code).Should().Be((true, "DM3233"));
    }

    [Theory]
    [InlineData(SqliteJournal.Keep, "delete", "delete")]
    [InlineData(SqliteJournal.Keep, null, "wal")]
    [InlineData(SqliteJournal.Wal, "delete", "wal")]
    [InlineData(SqliteJournal.Delete, null, "delete")]
    [InlineData(SqliteJournal.Delete, "wal", "delete")]
    public async Task The_journal_of_an_existing_database_changes_only_when_asked(SqliteJournal option, string? existing, string expected)
    {
        using var database = new TestDatabase(existing is null ? null : $"PRAGMA journal_mode = {existing};; CREATE TABLE other (id)", option);
        await TestDatabase.Load(database.Target("t", create: true), Pair, [1, "a"]);
        database.Rows("PRAGMA journal_mode").Should().Equal(expected);
    }

    [Fact]
    public async Task A_missing_folder_is_made_with_the_database()
    {
        using var outer = new TestDatabase();
        string path = Path.Combine(Path.GetDirectoryName(outer.Path)!, "a", "b", "new.db");
        using var database = new TestDatabase { Connection = new SqliteConnection(new SqliteConnectionOptions { Path = new("new.db", path, TestDatabase.Span) }) };
        await TestDatabase.Load(database.Target("t", create: true), Pair, [1, "a"]);
        File.Exists(path).Should().BeTrue();
    }

    private static async Task Write(ITargetWriter writer, params object?[] row)
    {
        using var batch = Batch(Pair, row);
        await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
    }
}

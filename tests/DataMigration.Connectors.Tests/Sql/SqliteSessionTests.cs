using DataMigration.Connectors.Sql.Sqlite;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

/// <summary>What several targets on one file share, and what keeps runs apart.</summary>
public sealed class SqliteSessionTests
{
    private const string Tables = "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT);; CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT)";

    private static readonly RecordSchema Pair = Schema(("id", DataType.Integer), ("v", DataType.Text));

    [Fact]
    public async Task What_a_killed_program_has_left_is_undone_before_anything_is_read()
    {
        using var killed = new TestDatabase(Tables + ";; INSERT INTO a VALUES (1, 'before')", SqliteJournal.Delete);
        using var left = new TestDatabase();
        using (var dying = SqliteDatabase.OpenToWrite(killed.Options, "test"))
        {
            // A small cache has pages of the open transaction in the file, and their old state in the journal.
            foreach (string statement in new[] { "PRAGMA cache_size = 2", "BEGIN", "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO a SELECT i, hex(randomblob(50)) FROM n" }) dying.Execute(statement);
            File.Copy(killed.Path, left.Path);
            File.Copy(killed.Path + "-journal", left.Path + "-journal");
        }
        (await ((SqliteConnection)left.Connection).FindTableAsync(new SqlName(null, "a"), default)).Table.Should().NotBeNull();
        left.Rows("SELECT id || v FROM a").Should().Equal("1before");
    }

    [Theory]
    [InlineData(false, "16384")]
    [InlineData(true, "4096")]
    public async Task A_database_that_is_made_has_large_pages_and_one_that_stands_keeps_its_own(bool stands, string size)
    {
        using var database = stands ? new TestDatabase(Tables) : new TestDatabase();
        await using (var writer = await OpenAsync(database, "a", o => o with { Create = true })) await writer.CompleteAsync(default);
        database.Rows("SELECT page_size FROM pragma_page_size").Should().Equal(size);
    }

    [Theory]
    [InlineData(true, true, "atomic")]
    [InlineData(false, false, "check_constraints")]
    public async Task Targets_on_one_database_must_agree_on_what_the_transaction_is(bool atomic, bool checks, string option)
    {
        using var database = new TestDatabase(Tables);
        await using var a = await OpenAsync(database, "a");
        var b = () => OpenAsync(database, "b", o => o with { Atomic = atomic, CheckConstraints = checks }).AsTask();
        var failure = (await b.Should().ThrowAsync<MigrationException>()).Which;
        (failure.Diagnostic.Code, failure.Message.Contains($"`{option}`")).Should().Be(("DM3280", true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Atomic_targets_on_one_database_stand_or_fall_together(bool refused)
    {
        using var database = new TestDatabase(Tables + ";; CREATE TABLE log (n INTEGER)");
        await using (var a = await OpenAsync(database, "a", o => o with { Atomic = true, After = ["INSERT INTO log SELECT count(*) FROM b"] }))
        await using (var b = await OpenAsync(database, "b", o => o with { Atomic = true, Mode = SqlMode.Replace, After = refused ? ["INSERT INTO nowhere VALUES (1)"] : [] }))
        {
            await Write(a, [1, "x"]);
            await Write(b, [1, "y"]);
            await a.CommitAsync(null, default);
            await b.CommitAsync(null, default);
            var complete = () => a.CompleteAsync(default).AsTask();
            if (refused) (await complete.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3232");
            else
            {
                await complete();
                database.Rows("SELECT v FROM a UNION ALL SELECT v FROM b UNION ALL SELECT n FROM log").Should().Equal(["x", "y", "1"], "the first to be completed completes them all");
                await b.CompleteAsync(default);
            }
        }
        database.Rows("SELECT v FROM a UNION ALL SELECT v FROM b UNION ALL SELECT n FROM log").Should().Equal(refused ? [] : ["x", "y", "1"]);
    }

    [Fact]
    public async Task A_busy_commit_keeps_the_rows_of_all_targets_for_the_next_attempt()
    {
        using var database = new TestDatabase(Tables, SqliteJournal.Delete);
        await using var a = await OpenAsync(database, "a");
        await using var b = await OpenAsync(database, "b");
        using var first = Batch(Pair, [1, "x"]);
        IReadOnlyList<WriteBatch> chunk = [new WriteBatch(first, first.Selection, null)];
        await a.WriteAsync(chunk, default);
        await Write(b, [1, "y"]);
        using (var other = SqliteDatabase.OpenToRead(database.Options, "other"))
        using (var reading = other.Prepare("SELECT name FROM sqlite_schema"))
        {
            reading.StepOrThrow();
            var commit = () => a.CommitAsync(null, default).AsTask();
            (await commit.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
        }
        // As the engine does: only the target that failed is offered its rows again.
        (await a.WriteAsync(chunk, default)).Single().Inserted.Should().Be(1);
        await a.CommitAsync(null, default);
        await b.CommitAsync(null, default);
        await Write(a, [2, "x"]);
        await a.CompleteAsync(default);
        await b.CompleteAsync(default);
        database.Rows("SELECT id, v FROM a UNION ALL SELECT id, v FROM b").Should().Equal("1|x", "2|x", "1|y");
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_run_is_in_nobodys_way_and_none_stays_behind()
    {
        using var database = new TestDatabase(Tables);
        string folder = Path.GetDirectoryName(database.Path)!, left;
        await using (await OpenAsync(database, "a")) left = Directory.GetFiles(folder, "*.lock").Single();
        Directory.GetFiles(folder, "*.lock").Should().BeEmpty();
        await File.WriteAllTextAsync(left, "");
        await using (await OpenAsync(database, "a")) Directory.GetFiles(folder, "*.lock").Should().Equal(left);
        Directory.GetFiles(folder, "*.lock").Should().BeEmpty();
    }

    [Fact]
    public async Task Other_tables_and_other_pipelines_are_not_locked_out()
    {
        using var database = new TestDatabase(Tables);
        await using var a = await OpenAsync(database, "a");
        await using var b = await OpenAsync(new TestDatabase { Connection = new SqliteConnection(database.Options) }, "b");
        await using var other = await OpenAsync(new TestDatabase { Connection = new SqliteConnection(database.Options) }, "a", pipeline: "other");
        var same = () => OpenAsync(new TestDatabase { Connection = new SqliteConnection(database.Options) }, "A").AsTask();
        (await same.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3228");
    }

    [Theory]
    [InlineData("COMMIT", true)]
    [InlineData("INSERT INTO a VALUES (1, 'x'); COMMIT; SELECT 1", true)]
    [InlineData("SELECT 1; ROLLBACK", false)]
    [InlineData("BEGIN", false)]
    public async Task Statements_of_the_author_leave_the_transaction_alone(string statement, bool atomic)
    {
        using var database = new TestDatabase(Tables);
        var open = () => OpenAsync(database, "a", o => o with { Atomic = atomic, Before = [statement] }).AsTask();
        (await open.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3284");
        database.Rows("SELECT * FROM a").Should().BeEmpty();
    }

    [Fact]
    public async Task A_text_may_have_several_statements_and_stand_outside_of_transactions()
    {
        using var database = new TestDatabase(Tables);
        await using var a = await OpenAsync(database, "a", o => o with
        {
            Before = ["INSERT INTO b VALUES (1, 'x;y'); -- and\n INSERT INTO b VALUES (2, 'z');", "VACUUM", "CREATE TRIGGER g AFTER INSERT ON a BEGIN DELETE FROM b; INSERT INTO b VALUES (3, 't'); END"],
        });
        database.Rows("SELECT v FROM b").Should().Equal("x;y", "z");
        await Write(a, [1, "x"]);
        await a.CompleteAsync(default);
        database.Rows("SELECT v FROM b").Should().Equal("t");
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_stopped()
    {
        using var database = new TestDatabase(Tables);
        const string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO b SELECT i, '' FROM n WHERE i < 0";
        var open = () => OpenAsync(database, "a", o => o with { CommandTimeout = 1, Before = [endless] }).AsTask();
        var failure = (await open.Should().ThrowAsync<MigrationException>()).Which;
        (failure.Diagnostic.Code, failure.Temporary).Should().Be(("DM3283", false));
    }

    [Fact]
    public async Task A_row_that_sets_off_something_endless_is_stopped()
    {
        using var database = new TestDatabase(Tables + ";; CREATE TRIGGER g AFTER INSERT ON a WHEN new.v = 'bad' BEGIN " +
            "INSERT INTO b SELECT x.i, '' FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n) x WHERE x.i < 0; END");
        await using var a = await OpenAsync(database, "a", o => o with { CommandTimeout = 1 });
        await Write(a, [1, "good"]);
        var write = () => Write(a, [2, "bad"]);
        (await write.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3283");
    }

    [Fact]
    public async Task Switched_off_constraints_of_other_tables_are_looked_at_too()
    {
        using var database = new TestDatabase(Tables + ";; CREATE TABLE child (id INTEGER REFERENCES a (id));; INSERT INTO a VALUES (1, 'x'), (2, 'y');; INSERT INTO child VALUES (1), (1)");
        await using var a = await OpenAsync(database, "a", o => o with { Mode = SqlMode.Delete, Key = TestDatabase.Fields("id"), CheckConstraints = false });
        await Write(a, [1, null]);
        await Write(a, [2, null]);
        var complete = () => a.CompleteAsync(default).AsTask();
        (await complete.Should().ThrowAsync<MigrationException>()).Which.Message.Should().EndWith("foreign key (id) of table child: 2 rows");
    }

    private static ValueTask<ITargetWriter> OpenAsync(TestDatabase database, string table, Func<SqlTargetOptions, SqlTargetOptions>? with = null, string pipeline = "pipeline") =>
        new SqlTarget((with ?? (o => o))(new SqlTargetOptions { Connection = TestDatabase.Reference, Table = table }), database.Context).OpenAsync(new WriteRequest(Pair, "run", pipeline, false), default);

    private static async Task Write(ITargetWriter writer, params object?[] row)
    {
        using var batch = Batch(Pair, row);
        await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
    }
}

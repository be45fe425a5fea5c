using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlLoadSuite : SqlSuite
{
    public static readonly TheoryData<SqlMode> AllModes = [.. Enum.GetValues<SqlMode>()];

    [SkippableTheory]
    [MemberData(nameof(AllModes))]
    public async Task A_dry_run_counts_as_a_run_and_leaves_nothing(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a 2:b") + ";;CREATE TABLE log (id BIGINT)");
        object?[][][][] chunks = [[Parse("1:a 2:x"), Parse("2:y")], [Parse("3:c :d 1:z")]];
        var options = Into("t", mode, "id") with { Before = ["INSERT INTO log VALUES (1)"], After = ["INSERT INTO log VALUES (2)"] };
        var dry = await LoadAsync(database.Connect(), options, People, chunks, dryRun: true);
        (await PeopleOf(database)).Should().Be("1:a 2:b");
        (await database.RowsAsync("SELECT id FROM log")).Should().BeEmpty();
        var real = await LoadAsync(database.Connect(), options, People, chunks);
        (dry.Counts, string.Join(", ", dry.Rejects)).Should().Be((real.Counts, string.Join(", ", real.Rejects)));
        (await database.RowsAsync("SELECT id FROM log ORDER BY id")).Should().Equal("1", "2");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Replace)]
    public async Task A_dry_run_makes_no_table(SqlMode mode)
    {
        await using var database = await OpenAsync();
        var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id") with { Create = true }, People, [[Parse("1:a 1:b")]], dryRun: true);
        (outcome.Counts, outcome.Rejects.Single()).Should().Be(("+1", "1 unique id"));
        (await database.Connect().FindTableAsync(new SqlName(null, "t"), default)).Tables.Should().NotContain("t");
    }

    /// <summary>Without completion: of the modes that work in place the committed chunks stay, of replace nothing.</summary>
    [SkippableTheory]
    [InlineData(SqlMode.Insert, "1:a 2:b 3:c")]
    [InlineData(SqlMode.Upsert, "1:a 2:b 3:c")]
    [InlineData(SqlMode.Truncate, "3:c")]
    [InlineData(SqlMode.Replace, "1:a 2:b")]
    public async Task A_load_that_ends_in_the_middle_keeps_what_was_committed(SqlMode mode, string after)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a 2:b"));
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t", mode, "id")), People))
        {
            load.Writer.KeepsCommits.Should().Be(mode != SqlMode.Replace);
            await load.WriteAsync(Parse("3:c"));
            await load.CommitAsync();
            await load.WriteAsync(Parse("4:d"));
        }
        (await PeopleOf(database)).Should().Be(after);
        // Whatever it left behind is in nobody's way.
        (await LoadAsync(database, Into("t", mode, "id"), People, Parse("7:g"))).Counts.Should().Be("+1");
        (await database.Connect().FindTableAsync(new SqlName(null, "t"), default)).Tables.Where(t => t.Contains("datamigration", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert, false, "1:a 2:b")]
    [InlineData(SqlMode.Insert, true, "1:a 2:b 3:c 4:d")]
    [InlineData(SqlMode.Upsert, false, "1:a 2:b")]
    [InlineData(SqlMode.Update, true, "1:a 2:b")]
    [InlineData(SqlMode.Delete, true, "1:a 2:b")]
    [InlineData(SqlMode.Truncate, false, "1:a 2:b")]
    [InlineData(SqlMode.Truncate, true, "3:c 4:d")]
    [InlineData(SqlMode.Replace, false, "1:a 2:b")]
    [InlineData(SqlMode.Replace, true, "3:c 4:d")]
    public async Task An_atomic_load_is_all_or_nothing(SqlMode mode, bool complete, string after)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a 2:b") + ";;CREATE TABLE log (id BIGINT)");
        var options = Into("t", mode, "id") with { Atomic = true, Before = ["INSERT INTO log VALUES (1)"], After = ["INSERT INTO log VALUES (2)"] };
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People))
        {
            (load.Writer.KeepsCommits, load.Writer.CanWriteAgain).Should().Be((false, false));
            await load.WriteAsync(Parse("3:c"));
            await load.CommitAsync();
            await load.WriteAsync(Parse("4:d"));
            await load.CommitAsync();
            if (complete) await load.CompleteAsync();
        }
        (await PeopleOf(database)).Should().Be(after);
        (await database.RowsAsync("SELECT id FROM log ORDER BY id")).Should().Equal(complete ? ["1", "2"] : []);
    }

    [SkippableFact]
    public async Task Statements_before_and_after_run_then()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a") + ";;CREATE TABLE log (id BIGINT)");
        var options = Into("t") with { Before = ["DELETE FROM t", "INSERT INTO log VALUES (1)"], After = ["INSERT INTO log SELECT 100 + count(*) FROM t"] };
        await LoadAsync(database, options, People, Parse("1:x 2:b"));
        (await database.RowsAsync("SELECT id FROM log ORDER BY id")).Should().Equal("1", "102");
        (await PeopleOf(database)).Should().Be("1:x 2:b");
    }

    [SkippableFact]
    public async Task A_statement_before_that_fails_fails_the_load_before_its_first_row()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a"));
        var load = () => LoadAsync(database, Into("t") with { Before = ["DELETE FROM nowhere"] }, People, Parse("2:b"));
        (await load.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeFalse();
        (await PeopleOf(database)).Should().Be("1:a");
    }

    [SkippableFact]
    public async Task A_statement_after_that_fails_fails_the_load_with_its_rows_written()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a"));
        var load = () => LoadAsync(database, Into("t") with { After = ["DELETE FROM nowhere"] }, People, Parse("2:b"));
        await load.Should().ThrowAsync<MigrationException>();
        (await PeopleOf(database)).Should().Be("1:a 2:b");
    }

    /// <summary>What refuses a row is not a row's trouble here.</summary>
    [SkippableTheory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_statement_that_a_constraint_refuses_fails_the_load(bool atomic, bool after)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a"));
        string[] refused = ["INSERT INTO t (id) VALUES (1)"];
        var load = () => LoadAsync(database, Into("t") with { Atomic = atomic, Before = after ? [] : refused, After = after ? refused : [] }, People, Parse("2:b"));
        (await load.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeFalse();
        (await PeopleOf(database)).Should().Be(after && !atomic ? "1:a 2:b" : "1:a");
    }

    [SkippableFact]
    public async Task Two_runs_of_a_pipeline_do_not_load_a_table_at_once()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database));
        await using (await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People))
        {
            var second = () => OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People);
            var failure = (await second.Should().ThrowAsync<MigrationException>()).Which;
            failure.Temporary.Should().BeFalse("waiting for a whole run is the user's decision");
            failure.Diagnostic.Code.Should().Be("DM3228");
            await using var other = await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, pipeline: "another");
        }
        (await LoadAsync(database, Into("t"), People, Parse("1:a"))).Counts.Should().Be("+1");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert, false)]
    [InlineData(SqlMode.Insert, true)]
    [InlineData(SqlMode.Upsert, false)]
    [InlineData(SqlMode.Upsert, true)]
    [InlineData(SqlMode.Replace, false)]
    [InlineData(SqlMode.Replace, true)]
    public async Task A_chunk_is_written_again_after_a_passing_failure(SqlMode mode, bool atCommit)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database));
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t", mode, "id")), People);
        load.Writer.CanWriteAgain.Should().BeTrue();
        await load.WriteAsync(Parse("1:a"), Parse("2:b"));
        await load.CommitAsync();
        if (atCommit) await load.WriteAsync(Parse("3:c 1:x"), Parse("4:d"));
        await using (await database.DisturbAsync(atCommit))
        {
            var disturbed = () => atCommit ? load.CommitAsync() : load.WriteAsync(Parse("3:c 1:x"), Parse("4:d"));
            (await disturbed.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
        }
        await load.WriteAgainAsync();
        await load.CommitAsync();
        await load.WriteAsync(Parse("5:e 3:x 2:y"));
        await load.CommitAsync();
        await load.CompleteAsync();
        string code = mode == SqlMode.Upsert ? "duplicate" : "unique";
        load.Outcome.Counts.Should().Be("+5");
        load.Outcome.Rejects.Should().Equal($"3 {code} id", $"6 {code} id", $"7 {code} id");
        (await PeopleOf(database)).Should().Be("1:a 2:b 3:c 4:d 5:e");
    }

    [SkippableFact]
    public async Task The_first_chunk_is_written_again_with_all_that_makes_it_ready()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE TABLE other (id BIGINT)");
        var options = Into("t", SqlMode.Upsert, "id") with { Create = true };
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People);
        await using (await database.DisturbAsync(atCommit: false))
        {
            var disturbed = () => load.WriteAsync(Parse("1:a 1:b"));
            (await disturbed.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
        }
        await load.WriteAgainAsync();
        await load.CommitAsync();
        await load.CompleteAsync();
        (load.Outcome.Counts, load.Outcome.Rejects.Single()).Should().Be(("+1", "1 duplicate id"));
        (await PeopleOf(database)).Should().Be("1:a");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Replace)]
    public async Task Constraints_that_are_switched_off_are_checked_at_the_end(SqlMode mode)
    {
        await using var database = await OpenAsync();
        if (!database.Connect().Abilities.ConstraintsOff)
        {
            var asked = new DiagnosticBag();
            Target(database.Connect(), Into("t", mode) with { CheckConstraints = false }).Validate(People, asked);
            asked.Items.Single().Code.Should().Be("DM3209");
            return;
        }
        const string tables = "CREATE TABLE p (id BIGINT NOT NULL PRIMARY KEY);;CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, p BIGINT REFERENCES p (id), CONSTRAINT few CHECK (id < 100))";
        await database.ExecuteAsync(tables + ";;INSERT INTO p VALUES (1)");
        var schema = TestRows.Schema(("id", DataType.Integer), ("p", DataType.Integer));
        var options = Into("t", mode) with { CheckConstraints = false };
        // The parent comes later, which is what the option is for.
        (await LoadAsync(database, options with { After = [] }, schema, [1, 1], [2, null])).Counts.Should().Be("+2");
        var load = () => LoadAsync(database, options, schema, [3, 7], [4, 8], [5, 1], [100, 1]);
        var failure = (await load.Should().ThrowAsync<MigrationException>()).Which;
        failure.Message.Should().Contain("'t'").And.Contain("2 rows").And.Contain("1 row");
        (await database.RowsAsync("SELECT count(*) FROM t")).Should().Equal(mode == SqlMode.Insert ? "6" : "2");
    }

    [SkippableFact]
    public async Task Rows_made_of_one_source_row_stand_or_fall_together()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "5:old") + ";;CREATE UNIQUE INDEX u ON t (name)");
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t", SqlMode.Upsert, "id")), People);
        // Source rows 0: good; 1: its second row takes the name of another; 2: alone and bad; 3: takes what 1 had to give back; 4: good.
        await load.WriteAsync([Family("1:a 2:b 3:c 4:a 5:new 6:old 3:x 7:c 8:h", [0, 0, 1, 1, 1, 2, 3, 3, 4])]);
        await load.CommitAsync();
        await load.CompleteAsync();
        load.Outcome.Rejects.Should().Equal("3 unique name", "5 unique name");
        load.Outcome.Withdrawn.Should().Equal(2, 4);
        load.Outcome.Counts.Should().Be("+5");
        (await PeopleOf(database)).Should().Be("1:a 2:b 3:x 5:old 7:c 8:h");
    }

    /// <summary>A key that comes twice in one family takes two statements; the second one's refusal undoes the first.</summary>
    [SkippableFact]
    public async Task A_family_that_has_a_key_twice_is_refused_whole()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "5:old") + ";;" + database.RefusingTrigger("t", "name", "bad"));
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t", SqlMode.Upsert, "id") with { Duplicates = DuplicatePolicy.Last }), People);
        await load.WriteAsync([Family("1:a 2:b 2:bad 3:c", [0, 1, 1, 2])]);
        await load.CommitAsync();
        await load.CompleteAsync();
        (string.Join(", ", load.Outcome.Rejects), string.Join(", ", load.Outcome.Withdrawn), load.Outcome.Counts).Should().Be(("2 trigger -", "1", "+2"));
        (await PeopleOf(database)).Should().Be("1:a 3:c 5:old");
    }

    private static RecordBatch Family(string rows, int[] parents)
    {
        var source = TestRows.Batch(TestRows.Schema(("line", DataType.Integer)), [.. Enumerable.Range(0, parents[^1] + 1).Select(i => new object?[] { i })]);
        var made = TestRows.Batch(People, Parse(rows));
        return new RecordBatch(People, [made[0], made[1]], source, parents);
    }
}

using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlLoadSuite
{
    [SkippableTheory]
    [InlineData(SqlMode.Insert, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Last)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.First)]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Last)]
    [InlineData(SqlMode.Update, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Delete, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Truncate, DuplicatePolicy.Reject)]
    [InlineData(SqlMode.Replace, DuplicatePolicy.Reject)]
    public async Task A_load_is_taken_up_behind_its_last_commit(SqlMode mode, DuplicatePolicy duplicates)
    {
        bool keyed = mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;
        var options = Into("t", mode, keyed ? ["id"] : []) with { Duplicates = duplicates, After = ["UPDATE witness SET id = id + 1"], Before = ["UPDATE witness SET name = 'once'"] };
        string[] chunks = ["1:a 2:b 7:g", "3:c 1:x 4:d", "5:e 2:y 7:h", "6:f"];
        var undisturbed = new List<string>();
        // The break comes behind every chunk, and behind the last one; the first round has none.
        for (int broken = 0; broken <= chunks.Length; broken++)
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync(NewPeople(database, "1:o 2:o 8:o 9:o") + $";;CREATE TABLE witness (id BIGINT NOT NULL, name {database.Text});;INSERT INTO witness (id, name) VALUES (0, 'never')");
            using var folder = new TestFolder();
            var found = new List<string>();
            string? mark = null;
            var connection = database.Connect();
            var load = await OpenLoad.StartAsync(Target(connection, options), People, checkpoints: new CheckpointRequest(Place, folder.Path, null));
            for (int i = 0; i < chunks.Length; i++)
            {
                await load.WriteAsync([Parse(chunks[i])]);
                mark = await load.Writer.MarkAsync(last: false, default);
                mark.Should().NotBeNull();
                await load.CommitAsync($"behind {i}");
                if (i + 1 != broken) continue;
                if (i + 1 < chunks.Length)
                {
                    await load.WriteAsync([Parse(chunks[i + 1])]);
                    await load.Writer.MarkAsync(last: false, default);
                }
                await load.DisposeAsync();
                connection = database.Connect();
                (await Target(connection, options).FindCheckpointAsync(Place, default)).Should().Be(new TargetCheckpoint($"behind {i}", false));
                (await Target(connection, options).FindCheckpointAsync(Place with { Run = "another" }, default)).Should().BeNull();
                found.AddRange(Found(load.Outcome));
                load = await OpenLoad.StartAsync(Target(connection, options), People, checkpoints: new CheckpointRequest(Place, folder.Path, mark));
            }
            await load.CompleteAsync();
            await load.DisposeAsync();
            (await Target(connection, options).FindCheckpointAsync(Place, default)).Should().Be(new TargetCheckpoint($"behind {chunks.Length - 1}", true));
            found.AddRange(Found(load.Outcome));
            found.Add(await PeopleOf(database));
            found.Add((await database.RowsAsync("SELECT id, name FROM witness"))[0]);
            if (broken == 0) undisturbed = found;
            else string.Join("; ", found).Should().Be(string.Join("; ", undisturbed), $"broken behind chunk {broken}");
        }

        // Counts of the parts are summed up by whoever reads them.
        static IEnumerable<string> Found(Outcome outcome) => outcome.Messages;
    }

    [SkippableFact]
    public async Task Whoever_was_taken_for_dead_commits_no_more()
    {
        await using var database = await OpenAsync();
        using var folder = new TestFolder();
        await CommitsNoMoreAsync(database, folder, "UPDATE datamigration_checkpoints SET fence = fence + 1");
        // Nor does one whose table another run has loaded since go on.
        await database.ExecuteAsync("UPDATE datamigration_checkpoints SET run = 'other'");
        var resume = () => OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, "{\"Rows\":1,\"Keys\":0}"));
        (await resume.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3290");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Replace)]
    [InlineData(SqlMode.Upsert)]
    public async Task What_nobody_takes_up_is_taken_away(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:o"));
        using var folder = new TestFolder();
        var options = Into("t", mode, mode == SqlMode.Upsert ? ["id"] : []);
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, checkpoints: new CheckpointRequest(Place, folder.Path, null)))
        {
            await load.WriteAsync([Parse("2:a")]);
            await load.CommitAsync("one");
        }
        var target = Target(database.Connect(), options);
        await target.DiscardAsync(Place, null, default);
        (await target.FindCheckpointAsync(Place, default)).Should().BeNull();
        (await LoadAsync(database, options, People, [3L, "c"])).Messages.Should().BeEmpty();
        (await PeopleOf(database)).Should().Be(mode == SqlMode.Replace ? "3:c" : "1:o 2:a 3:c");
    }

    [SkippableFact]
    public async Task A_query_is_taken_up_behind_any_row_with_a_cursor()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database));
        await LoadAsync(database, Into("t"), People, [.. Enumerable.Range(0, 9000).Select(i => new object?[] { (long)i * 3, $"n{i}{new string('x', 90)}" })]);
        SqlSource Keyed() => Source(database.Connect(), new SqlSourceOptions { Connection = Reference, Table = "t", Key = ["id"] });
        var whole = Keyed();
        whole.ResumeObstacle.Should().BeNull();
        var (rows, cursors) = await WithCursorsAsync(whole);
        rows.Should().HaveCountGreaterThan(1);
        for (int i = 0; i < rows.Count; i++)
        {
            var source = Keyed();
            await source.DiscoverAsync(default);
            source.Identity.Should().Be(whole.Identity);
            await source.ResumeAsync(cursors[i]!, acceptChanges: false, default);
            var (rest, next) = await WithCursorsAsync(source, discover: false);
            rest.Should().Equal(rows.Skip(i + 1));
            next.Should().Equal(cursors.Skip(i + 1));
        }
        Source(database.Connect(), "t", "id").ResumeObstacle.Should().NotBeNull();
        var wrong = () => whole.ResumeAsync("{}", acceptChanges: false, default).AsTask();
        (await wrong.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3289");
    }

    [SkippableFact]
    public async Task A_query_that_is_read_in_ranges_is_taken_up_in_all_of_them()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, part BIGINT, name {database.Text})");
        var schema = TestRows.Schema(("id", DataType.Integer), ("part", DataType.Integer), ("name", DataType.Text));
        // Two ranges of four are short, one is empty; nulls go with the first.
        await LoadAsync(database, Into("t"), schema, [.. Enumerable.Range(0, 24000).Select(i => new object?[] { (long)i * 3, i % 7 == 0 ? null : (long)(i % 100 < 2 ? 400 : i % 100 < 60 ? 0 : 200), $"n{i}{new string('x', 90)}" })]);
        SqlSource Ranges() => Source(database.Connect(), new SqlSourceOptions { Connection = Reference, Table = "t", Key = ["id"], Partition = new SqlPartitionOptions { By = "part", Count = 4 } });
        var whole = Ranges();
        whole.ResumeObstacle.Should().BeNull();
        var (rows, cursors) = await WithCursorsAsync(whole);
        rows.Should().HaveCountGreaterThan(4);
        rows.Sum(r => r.Count(c => c == 'n')).Should().BeGreaterThanOrEqualTo(24000);
        for (int i = 0; i < rows.Count; i++)
        {
            var source = Ranges();
            await source.DiscoverAsync(default);
            await source.ResumeAsync(cursors[i]!, acceptChanges: false, default);
            // Rows that came since are beyond the ranges that the reading began with.
            if (i == 1) await database.ExecuteAsync("INSERT INTO t (id, part, name) VALUES (999999, 999, 'late')");
            var (rest, next) = await WithCursorsAsync(source, discover: false);
            rest.Should().Equal(rows.Skip(i + 1), $"behind unit {i}");
            next.Should().Equal(cursors.Skip(i + 1));
        }
        var keyless = Source(database.Connect(), new SqlSourceOptions { Connection = Reference, Table = "t", Partition = new SqlPartitionOptions { By = "part", Count = 4 } });
        keyless.ResumeObstacle.Should().NotBeNull();
        foreach (string wrong in new[] { "{}", "x", """{"Turn":9,"Ranges":[{"Low":1,"High":2}]}""", """{"Turn":0,"Ranges":[{"Low":1,"High":2,"Key":["1","2"]}]}""" })
        {
            var resume = () => whole.ResumeAsync(wrong, acceptChanges: false, default).AsTask();
            (await resume.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3289");
        }
    }

    [SkippableFact]
    public async Task A_commit_that_took_effect_after_it_was_asked_for_is_not_gone_back_behind()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database));
        using var folder = new TestFolder();
        string? mark;
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, null)))
        {
            await load.WriteAsync([Parse("1:a")]);
            mark = await load.Writer.MarkAsync(last: false, default);
            await load.CommitAsync("one");
            await load.WriteAsync([Parse("2:b")]);
            await load.CommitAsync("two");
        }
        var resume = () => OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, mark, "one"));
        (await resume.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3297");
        await using var again = await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, mark, "two"));
    }

    [SkippableFact]
    public async Task A_run_whose_place_another_one_has_taken_commits_no_more_whatever_its_number()
    {
        await using var database = await OpenAsync();
        using var folder = new TestFolder();
        // Its leftovers are taken away, and the next run begins to count anew.
        await CommitsNoMoreAsync(database, folder, "UPDATE datamigration_checkpoints SET run = 'another'");
    }

    /// <summary>A load that has committed once, and whose checkpoint somebody else then changes.</summary>
    private static async Task CommitsNoMoreAsync(IDatabaseUnderTest database, TestFolder folder, string change)
    {
        await database.ExecuteAsync(NewPeople(database));
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, null));
        await load.WriteAsync([Parse("1:a")]);
        await load.CommitAsync("one");
        await database.ExecuteAsync(change);
        await load.WriteAsync([Parse("2:b")]);
        var commit = () => load.CommitAsync("two");
        (await commit.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3291");
        await load.DisposeAsync();
        (await PeopleOf(database)).Should().Be("1:a");
    }

    private static async Task<(List<string> Rows, List<string?> Cursors)> WithCursorsAsync(SqlSource source, bool discover = true)
    {
        if (discover) await source.DiscoverAsync(default);
        var (rows, cursors) = (new List<string>(), new List<string?>());
        if (source.CanSplit)
        {
            var decoder = source.CreateDecoder();
            await foreach (var block in source.SplitAsync(default))
            {
                cursors.Add(block.Cursor);
                using var batch = decoder.Decode(block);
                rows.Add(Rows.Show(Rows.Of(batch)));
            }
            return (rows, cursors);
        }
        await foreach (var batch in source.ReadAsync(default))
        {
            cursors.Add(batch.Cursor);
            rows.Add(Rows.Show(Rows.Of(batch)));
            batch.Dispose();
        }
        return (rows, cursors);
    }
}

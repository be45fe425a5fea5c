using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlSuite
{
    private protected static readonly CheckpointPlace Place = new("pipeline", "crm", "20261123T000000Z-pipeline-0000");

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
        await database.ExecuteAsync(NewPeople(database));
        using var folder = new TestFolder();
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), Into("t")), People, checkpoints: new CheckpointRequest(Place, folder.Path, null));
        await load.WriteAsync([Parse("1:a")]);
        await load.CommitAsync("one");
        await database.ExecuteAsync("UPDATE datamigration_checkpoints SET fence = fence + 1");
        await load.WriteAsync([Parse("2:b")]);
        var commit = () => load.CommitAsync("two");
        (await commit.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3291");
        await load.DisposeAsync();
        (await PeopleOf(database)).Should().Be("1:a");
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
            string.Concat(rest).Should().Be(string.Concat(rows.Skip(i + 1)));
            next.LastOrDefault(cursors[^1]).Should().Be(cursors[^1]);
        }
        Source(database.Connect(), "t", "id").ResumeObstacle.Should().NotBeNull();
        var wrong = () => whole.ResumeAsync("{}", acceptChanges: false, default).AsTask();
        (await wrong.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3289");
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

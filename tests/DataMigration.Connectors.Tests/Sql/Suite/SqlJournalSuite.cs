using DataMigration.Data;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Undoing loads.</summary>
public abstract partial class SqlJournalSuite : SqlSuite
{
    public static readonly TheoryData<SqlMode, DuplicatePolicy, string> JournaledLoads = new()
    {
        { SqlMode.Insert, DuplicatePolicy.Reject, "" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "8:o 9:o" },
        { SqlMode.Truncate, DuplicatePolicy.Reject, "" },
        { SqlMode.Truncate, DuplicatePolicy.Reject, "1:o 2:o 8:o" },
        { SqlMode.Replace, DuplicatePolicy.Reject, "" },
        { SqlMode.Replace, DuplicatePolicy.Reject, "1:o 2:o 8:o" },
        { SqlMode.InsertNew, DuplicatePolicy.Reject, "" },
        { SqlMode.InsertNew, DuplicatePolicy.Reject, "1:o 8:o" },
        { SqlMode.InsertNew, DuplicatePolicy.Last, "" },
        { SqlMode.InsertNew, DuplicatePolicy.Last, "1:o 8:o" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "1:o 2:b 3:o 8:o" },
        { SqlMode.Upsert, DuplicatePolicy.First, "1:o 2:b 3:o 8:o" },
        { SqlMode.Upsert, DuplicatePolicy.Last, "" },
        { SqlMode.Upsert, DuplicatePolicy.Last, "1:o 2:b 3:o 8:o" },
        { SqlMode.Update, DuplicatePolicy.Reject, "1:o 2:b 3:o 8:o" },
        { SqlMode.Update, DuplicatePolicy.Last, "1:o 2:b 3:o 8:o" },
        { SqlMode.Delete, DuplicatePolicy.Reject, "1:o 2:b 3: 8:o" },
        { SqlMode.Delete, DuplicatePolicy.Last, "1:o 2:b 3: 8:o" },
    };

    [SkippableTheory]
    [MemberData(nameof(JournaledLoads))]
    public async Task A_load_is_undone(SqlMode mode, DuplicatePolicy duplicates, string before)
    {
        var options = JournaledInto(mode) with { Duplicates = duplicates };
        // Whole, and broken off behind each of its commits.
        for (int chunks = 0; chunks <= 4; chunks++)
        {
            await using var database = await OpenJournaledAsync(before);
            await JournaledAsync(database, options, People, [.. JournaledChunks.Take(chunks).Select(c => new[] { Parse(c) })], complete: chunks == 3);
            string loaded = await PeopleOf(database);
            var plan = await PlanAsync(database, options);
            (await PeopleOf(database)).Should().Be(loaded, "a plan changes nothing");
            plan.Conflicts.Should().Be(0);
            plan.Samples.Should().BeEmpty();
            var result = await UndoAsync(database, options);
            result.Should().BeEquivalentTo(new UndoResult(plan.Deletes + plan.Restores + plan.Reinserts, 0, []), $"chunks {chunks}");
            (await PeopleOf(database)).Should().Be(before);
            (await OpenJournalAsync(database, options)).Should().BeNull("nothing is left to undo");
            (await OurTablesAsync(database)).Should().BeEmpty();
        }
    }

    [SkippableTheory]
    [MemberData(nameof(JournaledLoads))]
    public async Task What_somebody_has_done_since_is_told_to_the_row_and_left(SqlMode mode, DuplicatePolicy duplicates, string before)
    {
        var options = JournaledInto(mode) with { Duplicates = duplicates };
        await using var database = await OpenJournaledAsync(before);
        await JournaledAsync(database, options, People, [.. JournaledChunks.Select(c => new[] { Parse(c) })]);
        var standing = Parse(await PeopleOf(database)).ToDictionary(r => (long)r[0]!, r => (string?)r[1]);
        var old = Parse(before).ToDictionary(r => (long)r[0]!, r => (string?)r[1]);
        bool IsOurs(long id) => !old.TryGetValue(id, out string? was) || was != standing.GetValueOrDefault(id) || mode is SqlMode.Truncate or SqlMode.Replace;
        // One row is changed, one is taken away, one is put there.
        var touched = standing.Keys.Where(IsOurs).Order().ToList();
        var conflicts = new List<long>();
        if (touched.Count > 0)
        {
            await database.ExecuteAsync($"UPDATE t SET name = 'foreign' WHERE id = {touched[0]}");
            standing[touched[0]] = "foreign";
            conflicts.Add(touched[0]);
        }
        if (touched.Count > 1)
        {
            await database.ExecuteAsync($"DELETE FROM t WHERE id = {touched[^1]}");
            standing.Remove(touched[^1]);
            // What the run had only added is gone as it should be.
            if (old.ContainsKey(touched[^1]) && mode is SqlMode.Upsert or SqlMode.Update) conflicts.Add(touched[^1]);
        }
        if (mode == SqlMode.Delete)
        {
            await database.ExecuteAsync(Inserts("t", "1:foreign"));
            standing[1] = "foreign";
            conflicts.Add(1);
        }

        var plan = await PlanAsync(database, options);
        plan.Conflicts.Should().Be(conflicts.Count);
        plan.Samples.Select(s => s.Row).Should().BeEquivalentTo(conflicts.Select(c => $"id = {c}"));
        var result = await UndoAsync(database, options);
        result.Conflicts.Should().Be(conflicts.Count);
        var expected = old.ToDictionary();
        foreach (long id in conflicts)
            if (standing.TryGetValue(id, out string? name)) expected[id] = name;
            else expected.Remove(id);
        (await PeopleOf(database)).Should().Be(Show(expected));
        // Asked again, all else stays as it is; made to, it gives way.
        (await UndoAsync(database, options)).Conflicts.Should().Be(conflicts.Count);
        (await PeopleOf(database)).Should().Be(Show(expected));
        (await UndoAsync(database, options, force: true)).Conflicts.Should().Be(0);
        (await PeopleOf(database)).Should().Be(before);
        (await OurTablesAsync(database)).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(JournaledLoads))]
    public async Task The_script_undoes_a_load_as_well(SqlMode mode, DuplicatePolicy duplicates, string before)
    {
        var options = JournaledInto(mode) with { Duplicates = duplicates };
        await using var database = await OpenJournaledAsync(before);
        await JournaledAsync(database, options, People, [.. JournaledChunks.Select(c => new[] { Parse(c) })]);
        await using (var journal = await OpenJournalAsync(database, options))
        {
            using var script = new StringWriter { NewLine = "\n" };
            await journal!.WriteScriptAsync(script, force: false, default);
            await database.RunScriptAsync(script.ToString());
        }
        (await PeopleOf(database)).Should().Be(before);
        // The journal is empty then, and closes without a word.
        (await UndoAsync(database, options)).Conflicts.Should().Be(0);
        (await OurTablesAsync(database)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_table_that_the_load_has_made_goes_with_its_rows()
    {
        await using var database = await OpenJournaledAsync(null);
        var options = JournaledInto(SqlMode.Insert) with { Create = true };
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")], [Parse("3:c")]]);
        (await PlanAsync(database, options)).Should().BeEquivalentTo(new { Deletes = 3, Conflicts = 0 });
        (await UndoAsync(database, options)).Done.Should().Be(3);
        (await database.Connect().FindTableAsync(new SqlName(null, "t"), default)).Table.Should().BeNull();
        (await OurTablesAsync(database)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Loads_of_one_table_are_undone_newest_first()
    {
        await using var database = await OpenJournaledAsync("1:o");
        var options = JournaledInto(SqlMode.Upsert);
        var later = Journal with { Place = Place with { Run = "20261124T000000Z-other-0000", Pipeline = "other" } };
        await JournaledAsync(database, options, People, [[Parse("1:a 2:a")]]);
        await JournaledAsync(database, options, People, [[Parse("2:b 3:b")]], journal: later);
        await using (var first = await OpenJournalAsync(database, options)) first!.Obstacle.Should().Contain(later.Place.Run);
        await using (var second = await OpenJournalAsync(database, options, later)) second!.Obstacle.Should().BeNull();
        await UndoAsync(database, options, journal: later);
        (await PeopleOf(database)).Should().Be("1:a 2:a");
        (await UndoAsync(database, options)).Conflicts.Should().Be(0, "what was given back is as the first run left it");
        (await PeopleOf(database)).Should().Be("1:o");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Truncate, SqlMode.Delete)]
    [InlineData(SqlMode.Insert, SqlMode.Truncate)]
    [InlineData(SqlMode.Insert, SqlMode.Replace)]
    [InlineData(SqlMode.Replace, SqlMode.Update)]
    [InlineData(SqlMode.Upsert, SqlMode.Delete)]
    public async Task What_a_later_run_gives_back_is_as_the_earlier_one_left_it_and_no_more(SqlMode first, SqlMode second)
    {
        await using var database = await OpenJournaledAsync("");
        var later = Journal with { Place = Place with { Run = "20261124T000000Z-other-0000", Pipeline = "other" } };
        await JournaledAsync(database, JournaledInto(first), People, [[Parse("1:a 2:a 3:a")]]);
        await database.ExecuteAsync("UPDATE t SET name = 'foreign' WHERE id = 2");
        await JournaledAsync(database, JournaledInto(second), People, [[Parse("1:b 2:b 3:b")]], journal: later);
        (await UndoAsync(database, JournaledInto(second), journal: later)).Conflicts.Should().Be(0);
        (await PeopleOf(database)).Should().Be("1:a 2:foreign 3:a");
        (await PlanAsync(database, JournaledInto(first))).Samples.Select(s => s.Row).Should().Equal("id = 2");
        (await UndoAsync(database, JournaledInto(first))).Conflicts.Should().Be(1);
        (await PeopleOf(database)).Should().Be("2:foreign");
    }

    [SkippableFact]
    public async Task A_journal_that_is_forgotten_leaves_the_rows()
    {
        await using var database = await OpenJournaledAsync("1:o 4:o");
        foreach (var mode in new[] { SqlMode.Upsert, SqlMode.Replace, SqlMode.Truncate })
        {
            var options = JournaledInto(mode);
            await JournaledAsync(database, options, People, [[Parse("1:a 2:a")]]);
            string loaded = await PeopleOf(database);
            await using (var journal = await OpenJournalAsync(database, options))
            {
                journal!.Bytes.Should().BePositive();
                await journal.ForgetAsync(default);
            }
            (await OpenJournalAsync(database, options)).Should().BeNull();
            (await PeopleOf(database)).Should().Be(loaded);
            (await OurTablesAsync(database)).Should().BeEmpty();
        }
    }

    [SkippableFact]
    public async Task Nobody_undoes_what_is_being_loaded()
    {
        await using var database = await OpenJournaledAsync("1:o");
        var options = JournaledInto(SqlMode.Upsert);
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, journal: Journal))
        {
            await load.WriteAsync([Parse("1:a")]);
            await load.CommitAsync();
            var open = () => OpenJournalAsync(database, options);
            (await open.Should().ThrowAsync<Failures.MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3295");
        }
        await using (var journal = await OpenJournalAsync(database, options))
        {
            var load = () => OpenLoad.StartAsync(Target(database.Connect(), options), People, journal: Journal);
            (await load.Should().ThrowAsync<Failures.MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3228");
        }
        await UndoAsync(database, options);
        (await PeopleOf(database)).Should().Be("1:o");
    }

    [SkippableFact]
    public async Task A_load_that_is_taken_up_goes_on_with_its_journal()
    {
        foreach (var (mode, before) in new[] { (SqlMode.Insert, ""), (SqlMode.Insert, "9:o"), (SqlMode.Upsert, "1:o 3:o 9:o"), (SqlMode.Truncate, "1:o"), (SqlMode.Replace, "1:o"), (SqlMode.Delete, "1:o 3:o 9:o") })
        {
            await using var database = await OpenJournaledAsync(before);
            using var folder = new TestFolder();
            var options = JournaledInto(mode);
            string? mark;
            await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, checkpoints: new CheckpointRequest(Place, folder.Path, null), journal: Journal))
            {
                await load.WriteAsync([Parse("1:a 2:b")]);
                mark = await load.Writer.MarkAsync(last: false, default);
                await load.CommitAsync("one");
                await load.WriteAsync([Parse("5:x")]);
            }
            await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, checkpoints: new CheckpointRequest(Place, folder.Path, mark), journal: Journal))
            {
                await load.WriteAsync([Parse("3:c 4:d")]);
                await load.CommitAsync("two");
                await load.CompleteAsync();
            }
            (await PlanAsync(database, options)).Conflicts.Should().Be(0, $"{mode} of '{before}'");
            await UndoAsync(database, options);
            (await PeopleOf(database)).Should().Be(before, $"{mode}");
        }
    }

    [SkippableTheory]
    [InlineData(SqlMode.Replace)]
    [InlineData(SqlMode.Upsert)]
    public async Task What_an_unfinished_load_has_left_goes_with_it(SqlMode mode)
    {
        await using var database = await OpenJournaledAsync("1:o");
        using var folder = new TestFolder();
        var options = JournaledInto(mode);
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, checkpoints: new CheckpointRequest(Place, folder.Path, null), journal: Journal))
        {
            await load.WriteAsync([Parse("1:a 2:b")]);
            await load.CommitAsync("one");
        }
        await UndoAsync(database, options);
        (await PeopleOf(database)).Should().Be("1:o");
        (await Target(database.Connect(), options).FindCheckpointAsync(Place, default)).Should().BeNull();
        (await database.Connect().FindTableAsync(new SqlName(null, "no such table"), default)).Tables.Should().BeSubsetOf(["t", "here", "datamigration_checkpoints", "datamigration_journals", "datamigration_commits"], "`here` stands in SQLite databases of this suite from the start, SQL Server notes commits");
    }

    [SkippableFact]
    public async Task An_undoing_that_is_broken_off_goes_on()
    {
        await using var database = await OpenJournaledAsync("");
        await LoadAsync(database, Into("t"), People, [.. Enumerable.Range(0, 25_000).Select(i => new object?[] { (long)i, "old" })]);
        string before = string.Concat(await database.RowsAsync("SELECT id, name FROM t ORDER BY id"));
        var options = JournaledInto(SqlMode.Upsert);
        await JournaledAsync(database, options, People, [.. Enumerable.Range(0, 3).Select(c => new[] { Enumerable.Range(c * 10_000, 10_000).Select(i => new object?[] { (long)i, "new" }).ToArray() })]);
        using (var stop = new CancellationTokenSource())
        await using (var journal = await OpenJournalAsync(database, options))
        {
            var undo = () => journal!.UndoAsync(false, new Once(stop), stop.Token).AsTask();
            await undo.Should().ThrowAsync<OperationCanceledException>();
        }
        string between = string.Concat(await database.RowsAsync("SELECT name, count(*) FROM t GROUP BY name ORDER BY name"));
        between.Should().NotBe("new|30000").And.NotBe("old|25000");
        (await UndoAsync(database, options)).Conflicts.Should().Be(0);
        string.Concat(await database.RowsAsync("SELECT id, name FROM t ORDER BY id")).Should().Be(before);
    }

    [SkippableFact]
    public async Task Values_that_change_places_and_rows_that_lean_on_each_other_come_back()
    {
        await using var database = await OpenAsync();
        Skip.IfNot(database.Connect().Abilities.KeepsJournals);
        await database.ExecuteAsync($"""
            CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text}, up BIGINT REFERENCES t (id), UNIQUE (name));;
            INSERT INTO t (id, name, up) VALUES (1, 'a', NULL), (2, 'b', 1), (3, 'c', 2)
            """);
        string before = string.Join(' ', await database.RowsAsync("SELECT id, name, up FROM t ORDER BY id"));
        var options = JournaledInto(SqlMode.Upsert);
        var schema = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text), ("up", DataType.Integer));
        var outcome = await JournaledAsync(database, options, schema,
            [[[[1L, "x", 3L], [2L, "y", null]]], [[[3L, "a", null], [4L, "b", 1L]]], [[[5L, "c", 4L], [6L, "z", 5L]]]]);
        outcome.Rejects.Should().BeEmpty();
        (await UndoAsync(database, options)).Conflicts.Should().Be(0);
        string.Join(' ', await database.RowsAsync("SELECT id, name, up FROM t ORDER BY id")).Should().Be(before);
    }

    [SkippableFact]
    public async Task Rows_that_somebody_refers_to_since_are_told_and_left()
    {
        foreach (string before in new[] { "", "9:o" })
        {
            await using var database = await OpenJournaledAsync(before);
            var options = JournaledInto(SqlMode.Insert);
            await JournaledAsync(database, options, People, [[Parse("1:a 2:b 3:c")]]);
            await database.ExecuteAsync("CREATE TABLE child (id BIGINT NOT NULL REFERENCES t (id));;INSERT INTO child (id) VALUES (2)");
            var result = await UndoAsync(database, options);
            result.Conflicts.Should().Be(1);
            result.Samples.Single().Row.Should().Be("id = 2");
            result.Samples.Single().What.Should().Contain("refused");
            (await PeopleOf(database)).Should().Be($"2:b {before}".TrimEnd());
            await database.ExecuteAsync("DELETE FROM child");
            (await UndoAsync(database, options)).Conflicts.Should().Be(0);
            (await PeopleOf(database)).Should().Be(before);
        }
    }

    [SkippableFact]
    public async Task Rows_that_a_trigger_changes_and_columns_that_the_database_fills_come_back_exactly()
    {
        await using var database = await OpenAsync();
        Skip.IfNot(database.Connect().Abilities.KeepsJournals);
        await database.ExecuteAsync($"""
            CREATE TABLE t (number {database.Identity}, id BIGINT NOT NULL UNIQUE, name {database.Text} DEFAULT 'none', twice {database.Generated("id * 2")});;
            INSERT INTO t (id, name) VALUES (1, 'o'), (2, NULL);;{database.RefusingTrigger("t", "name", "bad")}
            """);
        var before = await database.RowsAsync("SELECT number, id, name, twice FROM t ORDER BY id");
        foreach (var (mode, rows) in new[] { (SqlMode.Upsert, "1:a 2:bad 3:c 4:bad"), (SqlMode.Insert, "5:a 6:bad 7:"), (SqlMode.Update, "1:b 2:c"), (SqlMode.Truncate, "1:z 2:bad 5:y"), (SqlMode.Delete, "1:x 2:x") })
        {
            var options = JournaledInto(mode);
            await JournaledAsync(database, options, People, [[Parse(rows)]]);
            (await PlanAsync(database, options)).Conflicts.Should().Be(0, $"{mode}");
            await UndoAsync(database, options);
            (await database.RowsAsync("SELECT number, id, name, twice FROM t ORDER BY id")).Should().Equal(before, $"{mode}");
        }
    }

    [SkippableFact]
    public async Task A_load_that_could_keep_none_after_all_says_so()
    {
        await using var database = await OpenAsync();
        Skip.IfNot(database.Connect().Abilities.KeepsJournals);
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT, name {database.Text})");
        // Rows that come between the plan and the load.
        await JournaledAsync(database, Into("t") with { Before = ["INSERT INTO t (id, name) VALUES (1, 'old')"] }, People, [[Parse("2:a")]]);
        await using var journal = await OpenJournalAsync(database, Into("t"));
        journal!.Obstacle.Should().Contain("no key");
        await journal.ForgetAsync(default);
    }

    private static readonly string[] JournaledChunks = ["1:a 2:b", "3:c 1:x", "4:d 5: 2:y", "6:f"];

    private protected static SqlTargetOptions JournaledInto(SqlMode mode) => Into("t", mode, mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete ? ["id"] : []);

    private protected async Task<IDatabaseUnderTest> OpenJournaledAsync(string? people)
    {
        var database = await OpenAsync();
        Skip.IfNot(database.Connect().Abilities.KeepsJournals);
        if (people is not null) await database.ExecuteAsync(NewPeople(database, people));
        return database;
    }

    private protected static async Task<UndoPlan> PlanAsync(IDatabaseUnderTest database, SqlTargetOptions options)
    {
        await using var journal = await OpenJournalAsync(database, options);
        return journal is null ? new UndoPlan() : await journal.PlanAsync(default);
    }

    private static string Show(Dictionary<long, string?> people) => string.Join(' ', people.OrderBy(p => p.Key).Select(p => $"{p.Key}:{p.Value}"));

    /// <summary>Journals, and tables that are kept for one.</summary>
    private protected static async Task<IEnumerable<string>> OurTablesAsync(IDatabaseUnderTest database) =>
        [.. (await database.Connect().FindTableAsync(new SqlName(null, "no such table"), default)).Tables.Where(t => t.StartsWith("datamigration_journal_", StringComparison.Ordinal) || t.StartsWith("datamigration_kept_", StringComparison.Ordinal))];

    /// <summary>Stops at the first sign of progress.</summary>
    private sealed class Once(CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value > 0) stop.Cancel();
        }
    }
}

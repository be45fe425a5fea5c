using DataMigration.Data;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Undoing loads of tables that are made unlike most.</summary>
public abstract partial class SqlJournalSuite
{
    private static readonly SqlMode[] JournaledModes = [SqlMode.Insert, SqlMode.InsertNew, SqlMode.Upsert, SqlMode.Update, SqlMode.Delete, SqlMode.Truncate, SqlMode.Replace];

    public static TheoryData<SqlMode> EachMode => [.. JournaledModes];

    /// <summary>Every mode on a table of columns id and name, empty and with rows.</summary>
    private protected async Task AnOddTableIsUndoneAsync(string what, string ddl)
    {
        foreach (var mode in JournaledModes)
            foreach (string rows in new[] { "", "1:o 2:o" })
            {
                await using var database = await OpenJournaledAsync(null);
                await database.ExecuteAsync($"{ddl};;{Inserts("t", rows)}");
                string before = string.Join(' ', await database.RowsAsync("SELECT * FROM t ORDER BY id"));
                var options = JournaledInto(mode);
                // While a table is filled beside another one, a trigger that writes to its name reaches the other one: no undoing knows of that.
                if (what.EndsWith(" trigger", StringComparison.Ordinal) && mode == SqlMode.Replace) continue;
                if ((await CheckAsync(Target(database.Connect(), options), People)).Count > 0) continue;
                if (Target(database.Connect(), options) is IJournaledTarget journaled && await ObstacleAsync(journaled) is not null) continue;
                var outcome = await JournaledAsync(database, options, People, [[Parse("1:a 3:b"), Parse("4:b")], [Parse("2:c 5:d")]]);
                string because = $"{what}: {mode} over '{rows}', rejected {string.Join("; ", outcome.Rejects)}";
                await using (var journal = await OpenJournalAsync(database, options)) journal.Should().NotBeNull(because);
                (await PlanAsync(database, options)).Conflicts.Should().Be(0, because);
                (await UndoAsync(database, options)).Conflicts.Should().Be(0, because);
                string.Join(' ', await database.RowsAsync("SELECT * FROM t ORDER BY id")).Should().Be(before, because);
                (await OurTablesAsync(database)).Should().BeEmpty();
            }
    }

    [SkippableTheory]
    [InlineData(SqlMode.Truncate)]
    [InlineData(SqlMode.Replace)]
    public async Task Rows_that_were_loaded_as_they_had_been_come_back_although_the_undoing_is_taken_up(SqlMode mode)
    {
        await using var database = await OpenJournaledAsync("1:o 2:o 3:o");
        var options = JournaledInto(mode);
        await JournaledAsync(database, options, People, [[Parse("1:o 2:x 3:o 4:y")]]);
        await database.ExecuteAsync("UPDATE t SET name = 'foreign' WHERE id = 4");
        (await UndoAsync(database, options)).Conflicts.Should().Be(1);
        (await PeopleOf(database)).Should().Be("1:o 2:o 3:o 4:foreign");
        (await PlanAsync(database, options)).Should().BeEquivalentTo(new { Deletes = 0, Conflicts = 1 });
        (await UndoAsync(database, options)).Conflicts.Should().Be(1);
        (await PeopleOf(database)).Should().Be("1:o 2:o 3:o 4:foreign");
        await database.ExecuteAsync("DELETE FROM t WHERE id = 4");
        await UndoAsync(database, options);
        (await PeopleOf(database)).Should().Be("1:o 2:o 3:o");
    }

    [SkippableTheory]
    [InlineData(400)]
    [InlineData(1100)]
    public async Task A_load_of_many_columns_is_undone_and_scripted(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => $"c{i}").ToList();
        foreach (var mode in new[] { SqlMode.Upsert, SqlMode.Truncate, SqlMode.Delete })
            foreach (bool scripted in new[] { false, true })
            {
                await using var database = await OpenJournaledAsync("");
                Skip.If(count > database.MaxColumns);
                await database.ExecuteAsync($"DROP TABLE t;;CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, {string.Join(", ", names.Select(n => $"{n} {database.Text} DEFAULT 'd'"))});;INSERT INTO t (id, c1) VALUES (1, 'o'), (2, NULL)");
                var before = await database.RowsAsync("SELECT * FROM t ORDER BY id");
                var schema = TestRows.Schema([("id", DataType.Integer), .. names.Take(900).Select(n => (n, (DataType)DataType.Text))]);
                var options = JournaledInto(mode);
                await JournaledAsync(database, options, schema, [[[.. new[] { 1L, 2L, 3L }.Select(id => new object?[] { id }.Concat(names.Take(900).Select(n => (object?)"n")).ToArray())]]]);
                if (scripted)
                {
                    await using var journal = await OpenJournalAsync(database, options);
                    using var script = new StringWriter { NewLine = "\n" };
                    await journal!.WriteScriptAsync(script, force: false, default);
                    await database.RunScriptAsync(script.ToString());
                }
                else
                {
                    (await UndoAsync(database, options)).Conflicts.Should().Be(0);
                }
                (await database.RowsAsync("SELECT * FROM t ORDER BY id")).Should().Equal(before);
            }
    }

    [SkippableFact]
    public async Task Rows_of_a_key_with_nulls_are_undone()
    {
        foreach (var mode in new[] { SqlMode.InsertNew, SqlMode.Upsert, SqlMode.Insert })
        {
            await using var database = await OpenJournaledAsync("");
            await database.ExecuteAsync($"DROP TABLE t;;CREATE TABLE t (id BIGINT, name {database.Text}, UNIQUE (id, name));;INSERT INTO t (id, name) VALUES (1, 'a'), (NULL, 'b'), (2, NULL)");
            const string All = "SELECT id, name FROM t ORDER BY 1, 2";
            var before = await database.RowsAsync(All);
            var options = JournaledInto(mode) with { Key = mode == SqlMode.Insert ? [] : Fields("id", "name") };
            if ((await CheckAsync(Target(database.Connect(), options), People)).Count > 0) continue;
            if (await ObstacleAsync((IJournaledTarget)Target(database.Connect(), options)) is not null) continue;
            await JournaledAsync(database, options, People, [[Parse("1:a 2: 3:x 4:")], [[[null, "b"]]]]);
            (await UndoAsync(database, options)).Conflicts.Should().Be(0, $"{mode}");
            (await database.RowsAsync(All)).Should().Equal(before, $"{mode}");
        }
    }

    [SkippableTheory]
    [InlineData(SqlMode.Truncate, false)]
    [InlineData(SqlMode.Truncate, true)]
    [InlineData(SqlMode.Replace, false)]
    [InlineData(SqlMode.Replace, true)]
    public async Task Rows_of_an_emptied_table_with_columns_that_the_load_does_not_fill_give_way_by_force(SqlMode mode, bool scripted)
    {
        await using var database = await OpenJournaledAsync("");
        await database.ExecuteAsync($"ALTER TABLE t ADD COLUMN more {database.Text} DEFAULT 'd';;INSERT INTO t (id, name, more) VALUES (1, 'o', 'x'), (2, 'o', NULL), (7, 'o', 'z')");
        const string All = "SELECT id, name, more FROM t ORDER BY id";
        var before = await database.RowsAsync(All);
        var options = JournaledInto(mode);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")], [Parse("3:c 4:d")]]);
        await database.ExecuteAsync("UPDATE t SET name = 'foreign' WHERE id = 1;;DELETE FROM t WHERE id IN (2, 3);;INSERT INTO t (id, name) VALUES (7, 'foreign')");
        if (!scripted)
        {
            (await UndoAsync(database, options)).Conflicts.Should().BePositive();
            (await database.RowsAsync(All)).Should().Equal("1|foreign|d", "2|o|∅", "7|foreign|d");
            (await UndoAsync(database, options, force: true)).Conflicts.Should().Be(0);
        }
        else
        {
            await using var journal = await OpenJournalAsync(database, options);
            using var script = new StringWriter { NewLine = "\n" };
            await journal!.WriteScriptAsync(script, force: true, default);
            await database.RunScriptAsync(script.ToString());
        }
        (await database.RowsAsync(All)).Should().Equal(before);
    }

    [SkippableFact]
    public async Task What_goes_with_rows_that_go_is_told()
    {
        await using var database = await OpenJournaledAsync("");
        await database.ExecuteAsync("CREATE TABLE child (id BIGINT NOT NULL REFERENCES t (id) ON DELETE CASCADE)");
        var options = JournaledInto(SqlMode.Insert);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")]]);
        (await PlanAsync(database, options)).Facts.Should().Contain(f => f.Contains("rows of child that refer"));
    }

    private static async Task<string?> ObstacleAsync(IJournaledTarget target)
    {
        await target.CheckAsync(People, new Diagnostics.DiagnosticBag(), default);
        return target.JournalObstacle;
    }
}

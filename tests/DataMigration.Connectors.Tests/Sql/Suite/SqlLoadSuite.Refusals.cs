using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlLoadSuite
{
    /// <summary>The modes that add rows.</summary>
    public static readonly TheoryData<SqlMode> Adding = new() { SqlMode.Insert, SqlMode.InsertNew, SqlMode.Upsert, SqlMode.Truncate, SqlMode.Replace };

    private static readonly RecordSchema Full = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text), ("age", DataType.Integer), ("region_id", DataType.Integer), ("other_id", DataType.Integer));

    private static string Constrained(IDatabaseUnderTest database) => $"""
        CREATE TABLE regions (id BIGINT NOT NULL PRIMARY KEY);;INSERT INTO regions VALUES (1);;
        CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text} NOT NULL, age BIGINT CONSTRAINT grown CHECK (age >= 18),
            region_id BIGINT REFERENCES regions (id), other_id BIGINT, CONSTRAINT other_region FOREIGN KEY (other_id) REFERENCES regions (id))
        """;

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_constraint_rejects_exactly_the_rows_that_break_it(SqlMode mode)
    {
        object?[][] rows = [[1, "ok", 20, 1, 1], [2, null, 20, 1, null], [3, "c", 17, 1, null], [4, "d", 20, 9, 1], [5, "e", 20, 1, 8], [6, "", null, null, null], [7, "g", 18, 1, null]];
        foreach (var (shape, chunks) in Shapes(rows))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync(Constrained(database));
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), Full, chunks);
            outcome.Counts.Should().Be("+3", shape);
            outcome.Rejects.Should().Equal(["1 not_null name", $"2 check {database.Checked("age")}", "3 foreign_key region_id", "4 foreign_key other_id"], shape);
            outcome.Values.Should().Equal([null, database.Checked("age") == "-" ? null : "17", "9", "8"], shape);
            outcome.Messages[1].Should().Contain("grown", shape);
            outcome.Messages[2].Should().Contain("regions", shape);
            (await database.RowsAsync("SELECT id, name, age FROM t ORDER BY id")).Should().Equal(["1|ok|20", "6||∅", "7|g|18"], shape);
        }
    }

    [SkippableTheory]
    [InlineData(SqlMode.Upsert)]
    [InlineData(SqlMode.Update)]
    public async Task A_constraint_that_a_change_breaks_leaves_the_old_row(SqlMode mode)
    {
        object?[][] rows = [[1, "new", 30, 1, 1], [2, null, 20, 1, null], [3, "new", 17, 1, null], [4, "new", 20, 9, 1]];
        foreach (var (shape, chunks) in Shapes(rows))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync(Constrained(database) + ";;INSERT INTO t VALUES (1, 'a', 20, 1, 1), (2, 'b', 20, 1, 1), (3, 'c', 20, 1, 1), (4, 'd', 20, 1, 1)");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), Full, chunks);
            outcome.Counts.Should().Be("~1", shape);
            outcome.Rejects.Should().Equal(["1 not_null name", $"2 check {database.Checked("age")}", "3 foreign_key region_id"], shape);
            (await database.RowsAsync("SELECT id, name, age FROM t ORDER BY id")).Should().Equal(["1|new|30", "2|b|20", "3|c|20", "4|d|20"], shape);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_text_that_is_too_long_is_rejected_and_never_cut(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Limited(3) ?? database.Text})");
        var outcome = await LoadAsync(database, Into("t", mode, "id"), People, Parse("1:abc 2:abcd 3:äöü 4:"));
        if (database.Limited(3) is null)
        {
            (await PeopleOf(database)).Should().Be("1:abc 2:abcd 3:äöü 4:");
            return;
        }
        outcome.Counts.Should().Be("+3");
        outcome.Rejects.Should().Equal("1 length name");
        outcome.Values.Should().Equal("abcd");
        (await PeopleOf(database)).Should().Be("1:abc 3:äöü 4:");
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_number_that_is_too_great_is_rejected(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, n {database.Narrow ?? "BIGINT"})");
        var outcome = await LoadAsync(database, Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer), ("n", DataType.Integer)), [1, 32767], [2, 32768], [3, -32769], [4, -32768], [5, null]);
        outcome.Rejects.Should().Equal(database.Narrow is null ? [] : ["1 range n", "2 range n"]);
        (await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Equal(database.Narrow is null ? ["1", "2", "3", "4", "5"] : ["1", "4", "5"]);
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.InsertNew)]
    [InlineData(SqlMode.Upsert)]
    public async Task A_unique_value_that_the_table_has_refuses_the_row_and_frees_its_other_values(SqlMode mode)
    {
        foreach (var (shape, chunks) in Shapes([[1, "taken", "b1"], [2, "a2", "b1"], [3, "a3", null], [4, null, "b4"], [5, "a2", "x"]]))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a {database.Text}, b {database.Text});;CREATE UNIQUE INDEX ua ON t (a);;" +
                $"CREATE UNIQUE INDEX ub ON t (b);;INSERT INTO t VALUES (100, 'taken', 'x')");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer), ("a", DataType.Text), ("b", DataType.Text)), chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects.Select(r => r[..8]))).Should().Be(("+3", "0 unique, 4 unique"), shape);
            (await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Equal(["2", "3", "4", "100"], shape);
        }
    }

    /// <summary>A row that is refused for one index does not hold up another at the next one.</summary>
    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task Unique_indexes_judge_rows_in_their_order(SqlMode mode)
    {
        object?[][] rows = [[1, "a1", "b1"], [2, "a1", "b2"], [3, "a3", "b2"], [4, "a4", "b2"], [5, "a5", "b5"]];
        foreach (var (shape, chunks) in Shapes(rows))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, a {database.Text}, b {database.Text});;CREATE UNIQUE INDEX ua ON t (a);;CREATE UNIQUE INDEX ub ON t (b)");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer), ("a", DataType.Text), ("b", DataType.Text)), chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+3", "1 unique a, 3 unique b"), shape);
            outcome.Values.Should().Equal(["a1", "b2"], shape);
            (await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Equal(["1", "3", "5"], shape);
        }
    }

    [SkippableFact]
    public async Task A_changed_row_gives_its_unique_value_to_a_later_one()
    {
        foreach (var (shape, chunks) in Shapes(Parse("1:c 2:a 3:c")))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text} UNIQUE);;{Inserts("t", "1:a 2:b")}");
            var outcome = await LoadAsync(database.Connect(), Into("t", SqlMode.Upsert, "id"), People, chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("~2", "2 unique name"), shape);
            (await PeopleOf(database)).Should().Be("1:c 2:a", shape);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_foreign_key_of_several_columns_names_them_all(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE TABLE p (a BIGINT NOT NULL, b BIGINT NOT NULL, PRIMARY KEY (a, b));;INSERT INTO p VALUES (1, 1), (1, 2), (2, 1);;" +
            "CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, x BIGINT, y BIGINT, FOREIGN KEY (x, y) REFERENCES p (a, b))");
        var outcome = await LoadAsync(database, Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer), ("x", DataType.Integer), ("y", DataType.Integer)),
            [1, 1, 2], [2, 2, 2], [3, 9, null], [4, null, null], [5, 2, 1]);
        outcome.Counts.Should().Be("+4");
        outcome.Rejects.Should().Equal("1 foreign_key -");
        outcome.Values.Should().Equal("2, 2");
        outcome.Messages[0].Should().Contain("x, y").And.Contain("table p");
        (await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Equal("1", "3", "4", "5");
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_foreign_key_can_refer_to_the_table_itself(SqlMode mode)
    {
        object?[][] rows = [[1, null], [2, 1], [3, 9], [4, 3], [5, 5], [6, 2]];
        foreach (var (shape, chunks) in Shapes(rows))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT REFERENCES t (id));;INSERT INTO t VALUES (9, NULL)");
            if (mode is not (SqlMode.Truncate or SqlMode.Replace)) await database.ExecuteAsync("DELETE FROM t");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer), ("parent", DataType.Integer)), chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+4", "2 foreign_key parent, 3 foreign_key parent"), shape);
            (await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Equal(["1", "2", "5", "6"], shape);
        }
    }

    [SkippableFact]
    public async Task A_row_that_others_refer_to_is_not_deleted()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a 2:b 3:c") + ";;CREATE TABLE child (id BIGINT REFERENCES t (id));;INSERT INTO child VALUES (2)");
        var outcome = await LoadAsync(database, Into("t", SqlMode.Delete, "id"), People, Parse("1: 2: 3:"));
        (outcome.Counts, outcome.Rejects.Single()).Should().Be(("-2", "1 foreign_key -"));
        (await PeopleOf(database)).Should().Be("2:b");
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_trigger_refuses_one_row(SqlMode mode)
    {
        foreach (var (shape, chunks) in Shapes(Parse("1:a 2:bad 3:c 4:bad 5:e")))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync($"{NewPeople(database)};;{database.RefusingTrigger("t", "name", "bad")}");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), People, chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+3", "1 trigger -, 3 trigger -"), shape);
            (await PeopleOf(database)).Should().Be("1:a 3:c 5:e", shape);
        }
    }

    [SkippableFact]
    public async Task A_trigger_refuses_a_change()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"{NewPeople(database, "1:a 2:b 3:c")};;{database.RefusingTrigger("t", "name", "bad")}");
        var outcome = await LoadAsync(database, Into("t", SqlMode.Update, "id"), People, Parse("1:x 2:bad 3:c"));
        (outcome.Counts, outcome.Rejects.Single()).Should().Be(("~1 =1", "1 trigger -"));
        (await PeopleOf(database)).Should().Be("1:x 2:b 3:c");
    }
}

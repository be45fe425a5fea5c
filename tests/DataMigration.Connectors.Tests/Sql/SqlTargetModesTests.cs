using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetModesTests
{
    private const string People = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE)";

    private static readonly RecordSchema Schema = Schema(("id", DataType.Integer), ("name", DataType.Text), ("email", DataType.Text));

    [Fact]
    public async Task Insert_adds_rows_and_rejects_exactly_those_whose_key_exists()
    {
        using var database = new TestDatabase(People + ";; INSERT INTO people VALUES (2, 'old', 'old@x')");
        var result = await TestDatabase.Load(database.Target("people"), Schema, [1, "Ann", "a@x"], [2, "Bob", "b@x"], [3, "Cid", "a@x"], [4, "Dan", null]);
        result.Inserted.Should().Be(2);
        result.Failures.Select(f => (f.Row, f.Rule.Code, f.Field, f.Value)).Should().Equal((1, "unique", "id", "2"), (2, "unique", "email", "a@x"));
        result.Failures[1].Message.Should().Be("email a@x exists already in table people, where it must be unique.");
        database.Rows("SELECT * FROM people ORDER BY id").Should().Equal("1|Ann|a@x", "2|old|old@x", "4|Dan|∅");
    }

    [Theory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Truncate)]
    public async Task A_null_in_the_key_is_rejected_and_not_numbered_by_the_database(SqlMode mode)
    {
        using var database = new TestDatabase(People);
        var result = await TestDatabase.Load(database.Target("people", mode, ["id"]), Schema, [1, "Ann", "a@x"], [null, "Bob", "b@x"], [2, "Cid", "c@x"]);
        result.Inserted.Should().Be(2);
        result.Failures.Select(f => (f.Row, f.Rule.Code, f.Field)).Should().Equal((1, "not_null", "id"));
        database.Rows("SELECT * FROM people ORDER BY id").Should().Equal("1|Ann|a@x", "2|Cid|c@x");
    }

    [Fact]
    public async Task Insert_new_skips_what_stood_before_and_a_second_run_changes_nothing()
    {
        using var database = new TestDatabase(People + ";; INSERT INTO people VALUES (2, 'old', 'old@x')");
        var target = database.Target("people", SqlMode.InsertNew, ["id"]);
        var first = await TestDatabase.Load(target, Schema, [1, "Ann", "a@x"], [2, "Bob", "b@x"]);
        (first.Inserted, first.Failures.Count).Should().Be((1, 0));
        first.Skipped.Should().Equal(1);
        var second = await TestDatabase.Load(target, Schema, [1, "Other", "o@x"], [2, "Bob", "b@x"]);
        second.Inserted.Should().Be(0);
        second.Skipped.Should().Equal(0, 1);
        database.Rows("SELECT * FROM people ORDER BY id").Should().Equal("1|Ann|a@x", "2|old|old@x");
    }

    [Theory]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Reject, 2, 0, 0, 1, "1|Ann|∅")]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.First, 2, 0, 1, 0, "1|Ann|∅")]
    [InlineData(SqlMode.InsertNew, DuplicatePolicy.Last, 2, 1, 0, 0, "1|Zoe|∅")]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Reject, 2, 0, 0, 1, "1|Ann|∅")]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.First, 2, 0, 1, 0, "1|Ann|∅")]
    [InlineData(SqlMode.Upsert, DuplicatePolicy.Last, 2, 1, 0, 0, "1|Zoe|∅")]
    public async Task The_same_key_twice_in_one_run_follows_the_policy_across_batches(SqlMode mode, DuplicatePolicy policy, int inserted, int changed, int skipped, int rejected, string kept)
    {
        using var database = new TestDatabase(People);
        var results = await TestDatabase.Load(database.Target("people", mode, ["id"], duplicates: policy), Schema, false, [[1, "Ann", null], [2, "Bob", null]], [[1, "Zoe", null]]);
        results.Sum(r => r.Inserted).Should().Be(inserted);
        results.Sum(r => r.Changed).Should().Be(changed);
        results.Sum(r => r.Skipped.Count).Should().Be(skipped);
        results.Sum(r => r.Failures.Count).Should().Be(rejected);
        foreach (var failure in results[1].Failures) (failure.Rule.Code, failure.Field, failure.Value).Should().Be(("duplicate", "id", "1"));
        database.Rows("SELECT * FROM people WHERE id = 1").Should().Equal(kept);
    }

    [Theory]
    [InlineData(SqlMode.InsertNew)]
    [InlineData(SqlMode.Upsert)]
    public async Task A_refused_row_does_not_claim_its_key(SqlMode mode)
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> 'bad'))");
        var schema = Schema(("id", DataType.Integer), ("name", DataType.Text));
        var result = await TestDatabase.Load(database.Target("t", mode, ["id"]), schema, [1, "bad"], [1, "good"]);
        (result.Inserted, result.Failures.Single().Rule.Code).Should().Be((1, "check"));
        database.Rows("SELECT * FROM t").Should().Equal("1|good");
    }

    [Fact]
    public async Task Upsert_touches_only_rows_that_differ()
    {
        using var database = new TestDatabase(People + ";; INSERT INTO people VALUES (1, 'Ann', 'a@x'), (2, 'Bob', NULL), (3, NULL, 'c@x')" +
            ";; CREATE TABLE log (id);; CREATE TRIGGER touched AFTER UPDATE ON people BEGIN INSERT INTO log VALUES (new.id); END");
        var result = await TestDatabase.Load(database.Target("people", SqlMode.Upsert, ["id"]), Schema,
            [1, "Ann", "a@x"], [2, "bob", null], [3, null, "c@x"], [4, "Dan", ""]);
        (result.Inserted, result.Changed, result.Unchanged).Should().Be((1, 1, 2));
        database.Rows("SELECT id FROM log").Should().Equal("2");
        database.Rows("SELECT * FROM people").Should().Equal("1|Ann|a@x", "2|bob|∅", "3|∅|c@x", "4|Dan|");
    }

    [Fact]
    public async Task Upsert_sees_a_difference_of_case_though_the_column_ignores_it()
    {
        using var database = new TestDatabase("CREATE TABLE t (code TEXT COLLATE NOCASE PRIMARY KEY, name TEXT COLLATE NOCASE);; INSERT INTO t VALUES ('ab', 'ann')");
        var schema = Schema(("code", DataType.Text), ("name", DataType.Text));
        var result = await TestDatabase.Load(database.Target("t", SqlMode.Upsert, ["code"]), schema, ["AB", "Ann"]);
        result.Changed.Should().Be(1);
        database.Rows("SELECT * FROM t").Should().Equal("ab|Ann");
    }

    [Fact]
    public async Task Upsert_compares_keys_as_their_unique_index_does()
    {
        using var database = new TestDatabase("CREATE TABLE t (code TEXT, n INTEGER);; CREATE UNIQUE INDEX u ON t (code COLLATE NOCASE);; INSERT INTO t VALUES ('ab', 1)");
        var schema = Schema(("code", DataType.Text), ("n", DataType.Integer));
        var result = await TestDatabase.Load(database.Target("t", SqlMode.Upsert, ["code"]), schema, ["AB", 2], ["Ab", 3]);
        (result.Changed, result.Failures.Single().Rule.Code).Should().Be((1, "duplicate"));
        database.Rows("SELECT * FROM t").Should().Equal("ab|2");
    }

    [Fact]
    public async Task Insert_only_and_update_only_fields_are_written_then_only()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, made TEXT, changed TEXT DEFAULT 'never');; INSERT INTO t VALUES (1, 'a', 'long ago', 'never')");
        var schema = Schema(("id", DataType.Integer), ("name", DataType.Text), ("made", DataType.Text), ("changed", DataType.Text));
        var target = database.Target("t", SqlMode.Upsert, ["id"], insertOnly: ["made"], updateOnly: ["changed"]);
        await TestDatabase.Load(target, schema, [1, "b", "now", "now"], [2, "c", "now", "now"]);
        database.Rows("SELECT * FROM t").Should().Equal("1|b|long ago|now", "2|c|now|never");
    }

    [Fact]
    public async Task A_null_in_the_key_rejects_the_row()
    {
        using var database = new TestDatabase("CREATE TABLE t (a TEXT, b TEXT, UNIQUE (a, b))");
        var schema = Schema(("a", DataType.Text), ("b", DataType.Text));
        var result = await TestDatabase.Load(database.Target("t", SqlMode.Upsert, ["b", "a"]), schema, ["x", null], ["x", "y"]);
        result.Failures.Single().Should().Match<DataMigration.Failures.RowFailure>(f => f.Row == 0 && f.Rule.Code == "not_null" && f.Field == "b" && f.Message == "b is null, but it is part of the key.");
        (result.Inserted, result.Unchanged).Should().Be((1, 0));
    }

    [Fact]
    public async Task Upsert_of_a_key_alone_leaves_existing_rows()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY);; INSERT INTO t VALUES (1)");
        var result = await TestDatabase.Load(database.Target("t", SqlMode.Upsert, ["id"]), Schema(("id", DataType.Integer)), [1], [2]);
        (result.Inserted, result.Unchanged).Should().Be((1, 1));
    }

    [Fact]
    public async Task Truncate_empties_the_table_once()
    {
        using var database = new TestDatabase(People + ";; INSERT INTO people VALUES (7, 'old', 'old@x')");
        var results = await TestDatabase.Load(database.Target("people", SqlMode.Truncate), Schema, false, [[1, "Ann", null]], [[7, "Bob", "old@x"]]);
        results.Sum(r => r.Inserted).Should().Be(2);
        database.Rows("SELECT * FROM people").Should().Equal("1|Ann|∅", "7|Bob|old@x");
    }

    [Fact]
    public async Task Truncate_empties_the_table_when_no_row_comes()
    {
        using var database = new TestDatabase(People + ";; INSERT INTO people VALUES (7, 'old', 'old@x')");
        await TestDatabase.Load(database.Target("people", SqlMode.Truncate), Schema, false);
        database.Rows("SELECT count(*) FROM people").Should().Equal("0");
    }
}

using DataMigration.Data;
using DataMigration.Failures;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetRefusalsTests
{
    private static readonly RecordSchema Pair = Schema(("id", DataType.Integer), ("v", DataType.Text));

    [Fact]
    public async Task Each_constraint_rejects_its_row_with_code_field_value_and_sentence()
    {
        using var database = new TestDatabase("""
            CREATE TABLE regions (id INTEGER PRIMARY KEY);; INSERT INTO regions VALUES (1);;
            CREATE TABLE t (id INTEGER PRIMARY KEY, "na.me, x" TEXT NOT NULL, age INTEGER CONSTRAINT grown CHECK (age >= 18), region_id INTEGER REFERENCES regions, other INTEGER REFERENCES regions (id))
            """);
        var schema = Schema(("id", DataType.Integer), ("na.me, x", DataType.Text), ("age", DataType.Integer), ("region_id", DataType.Integer), ("other", DataType.Integer));
        var result = await TestDatabase.Load(database.Target("t"), schema,
            [1, "ok", 20, 1, 1], [2, null, 20, 1, null], [3, "c", 17, 1, null], [4, "d", 20, 9, 1], [5, "e", 20, 1, 8], [6, "", 20, null, null]);
        result.Inserted.Should().Be(2);
        result.Failures.Select(f => (f.Row, f.Rule.Stage, f.Rule.Code, f.Field, f.Value, f.Message)).Should().Equal(
            (1, Stage.Target, "not_null", "na.me, x", null, "na.me, x is null, but column na.me, x of table t allows no null."),
            (2, Stage.Target, "check", null, null, "The row breaks the check grown of table t."),
            (3, Stage.Target, "foreign_key", "region_id", "9", "region_id 9 does not exist in table regions."),
            (4, Stage.Target, "foreign_key", "other", "8", "other 8 does not exist in table regions."));
        database.Rows("SELECT id FROM t").Should().Equal("1", "6");
    }

    [Fact]
    public async Task A_composite_key_names_all_its_columns()
    {
        using var database = new TestDatabase("CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a, b))");
        var result = await TestDatabase.Load(database.Target("t"), Schema(("a", DataType.Integer), ("b", DataType.Text)), [1, "x"], [1, "y"], [1, "x"]);
        result.Failures.Single().Should().Match<RowFailure>(f => f.Row == 2 && f.Rule.Code == "unique" && f.Field == null && f.Value == "1, x");
    }

    [Theory]
    [InlineData("REPLACE")]
    [InlineData("IGNORE")]
    [InlineData("ROLLBACK")]
    [InlineData("FAIL")]
    public async Task A_conflict_clause_of_the_table_neither_replaces_nor_drops_rows(string clause)
    {
        using var database = new TestDatabase($"CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT {clause}, v TEXT);; INSERT INTO t VALUES (1, 'old')");
        var result = await TestDatabase.Load(database.Target("t"), Pair, [2, "a"], [1, "new"], [3, "b"]);
        (result.Inserted, result.Failures.Single().Row).Should().Be((2, 1));
        database.Rows("SELECT * FROM t").Should().Equal("1|old", "2|a", "3|b");
    }

    [Theory]
    [InlineData("BEFORE", "ABORT")]
    [InlineData("AFTER", "ABORT")]
    [InlineData("AFTER", "FAIL")]
    [InlineData("BEFORE", "FAIL")]
    public async Task A_trigger_refuses_one_row_and_leaves_nothing_of_it(string time, string word)
    {
        using var database = new TestDatabase($"""
            CREATE TABLE log (v TEXT);; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);;
            CREATE TRIGGER g {time} INSERT ON t BEGIN INSERT INTO log VALUES (new.v); SELECT RAISE({word}, 'no bad ones') WHERE new.v = 'bad'; END
            """);
        var result = await TestDatabase.Load(database.Target("t"), Pair, [1, "a"], [2, "bad"], [3, "c"]);
        result.Inserted.Should().Be(2);
        result.Failures.Single().Should().Match<RowFailure>(f => f.Row == 1 && f.Rule.Code == "trigger" && f.Message == "A trigger of table t refuses the row: no bad ones.");
        database.Rows("SELECT v FROM t").Should().Equal("a", "c");
        database.Rows("SELECT v FROM log").Should().Equal("a", "c");
    }

    [Fact]
    public async Task A_row_that_a_trigger_ignores_is_rejected_not_lost()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; CREATE TRIGGER g BEFORE INSERT ON t WHEN new.v = 'bad' BEGIN SELECT RAISE(IGNORE); END");
        var result = await TestDatabase.Load(database.Target("t"), Pair, [1, "a"], [2, "bad"], [3, "c"]);
        (result.Inserted, result.Failures.Single().Row, result.Failures.Single().Rule.Code).Should().Be((2, 1, "trigger"));
    }

    [Fact]
    public async Task A_constraint_of_another_table_behind_a_trigger_is_the_triggers()
    {
        using var database = new TestDatabase("CREATE TABLE log (v TEXT UNIQUE);; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.v); END");
        var result = await TestDatabase.Load(database.Target("t"), Pair, [1, "a"], [2, "a"]);
        result.Failures.Single().Should().Match<RowFailure>(f => f.Row == 1 && f.Rule.Code == "trigger" && f.Message.Contains("log.v"));
        database.Rows("SELECT id FROM t").Should().Equal("1");
    }

    [Fact]
    public async Task A_triggers_own_or_ignore_stays_in_force()
    {
        using var database = new TestDatabase("CREATE TABLE log (v TEXT UNIQUE);; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT OR IGNORE INTO log VALUES (new.v); END");
        (await TestDatabase.Load(database.Target("t"), Pair, [1, "a"], [2, "a"])).Inserted.Should().Be(2);
    }

    [Fact]
    public async Task A_trigger_that_rolls_the_transaction_back_fails_the_run()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; CREATE TRIGGER g AFTER INSERT ON t WHEN new.v = 'bad' BEGIN SELECT RAISE(ROLLBACK, 'all of it'); END");
        var load = () => TestDatabase.Load(database.Target("t"), Pair, [1, "a"], [2, "bad"]);
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3234");
        database.Rows("SELECT count(*) FROM t").Should().Equal("0");
    }

    [Fact]
    public async Task A_strict_table_refuses_a_type_it_cannot_hold()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) STRICT");
        var result = await TestDatabase.Load(database.Target("t"), Schema(("id", DataType.Integer), ("v", DataType.Binary)), [1, null], [2, new byte[] { 1 }]);
        (result.Inserted, result.Failures.Single().Rule.Code, result.Failures.Single().Field).Should().Be((1, "type", "v"));
    }

    [Fact]
    public async Task A_value_that_its_column_could_only_hold_changed_is_rejected()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, price DECIMAL(20,2), ratio REAL, n REAL, j JSON)");
        var schema = Schema(("id", DataType.Integer), ("price", DataType.Decimal(20, 2)), ("ratio", DataType.Number), ("n", DataType.Integer), ("j", DataType.Json));
        var result = await TestDatabase.Load(database.Target("t"), schema,
            [1, 123456789012345L, 1.5, 1L << 53, "{}"], [2, 123456789012345678L, 1.5, 1, null], [3, 1, double.NaN, 1, null], [4, 1, 1.5, (1L << 53) + 1, null], [5, 1, 1.5, 1, " 1.50"], [6, 12345678901234500L, double.PositiveInfinity, 1, "\"1.50\""]);
        result.Inserted.Should().Be(2);
        result.Failures.Select(f => (f.Row, f.Rule.Code, f.Field)).Should().Equal((1, "type", "price"), (2, "type", "ratio"), (3, "type", "n"), (4, "type", "j"));
        result.Failures[0].Message.Should().Be("price has a value that column price (DECIMAL(20,2)) of table t cannot hold exactly.");
        database.Rows("SELECT id, price FROM t").Should().Equal("1|1234567890123.45", "6|123456789012345");
    }

    [Fact]
    public async Task A_deferred_foreign_key_fails_at_commit()
    {
        using var database = new TestDatabase("CREATE TABLE p (id INTEGER PRIMARY KEY);; CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        var load = () => TestDatabase.Load(database.Target("t"), Schema(("id", DataType.Integer), ("v", DataType.Integer)), [1, 5]);
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3237");
    }
}

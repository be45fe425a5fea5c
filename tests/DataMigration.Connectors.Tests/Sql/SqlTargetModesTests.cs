using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetModesTests
{
    private const string People = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE)";

    private static readonly RecordSchema Schema = Schema(("id", DataType.Integer), ("name", DataType.Text), ("email", DataType.Text));

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
}

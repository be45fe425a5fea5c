using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

/// <summary>What mode replace makes of definitions that SQLite allows and the common suite does not know.</summary>
public sealed class SqliteReplaceTests
{
    private static readonly RecordSchema Pair = Schema(("id", DataType.Integer), ("v", DataType.Text));

    [Theory]
    [InlineData("\"t\"")]
    [InlineData("[t]")]
    [InlineData("`t`")]
    [InlineData("'t'")]
    [InlineData("T")]
    public async Task Names_may_be_quoted_in_any_way(string name)
    {
        using var database = new TestDatabase($"""
            CREATE TABLE {name} (id INTEGER PRIMARY KEY, v TEXT);;
            create  unique   index {name.Replace("t", "by v", StringComparison.OrdinalIgnoreCase).Replace("by v", name == "T" ? "by_v" : "by v")} on {name}(v) where v <> 'x';;
            create trigger if not exists {name.Replace("t", "tr", StringComparison.OrdinalIgnoreCase)} after insert on {name} begin update t set v = upper(v) where id = new.id; end
            """);
        for (int run = 0; run < 2; run++)
        {
            var result = await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [1, "a"], [2, "b"], [3, "x"], [4, "x"]);
            result.Inserted.Should().Be(3, "the trigger makes the partial index meet the second x");
            database.Rows("SELECT * FROM t").Should().Equal("1|A", "2|B", "3|X");
        }
        database.Rows("SELECT name FROM sqlite_schema ORDER BY name").Should().HaveCount(3).And.NotContain(n => n.Contains("datamigration"));
        (await TestDatabase.Load(database.Target("t"), Pair, [5, "a"])).Failures.Should().ContainSingle();
    }

    [Fact]
    public async Task Numbers_are_never_given_twice()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT);; INSERT INTO t VALUES (7, 'a');; DELETE FROM t");
        await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [3, "a"]);
        database.Run("INSERT INTO t (v) VALUES ('b')");
        database.Rows("SELECT id FROM t").Should().Equal("3", "8");
        await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [20, "a"]);
        database.Run("INSERT INTO t (v) VALUES ('b')");
        database.Rows("SELECT id FROM t").Should().Equal("20", "21");
        await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, false);
        database.Run("INSERT INTO t (v) VALUES ('b')");
        database.Rows("SELECT id FROM t").Should().Equal("22");
        database.Rows("SELECT * FROM sqlite_sequence").Should().Equal("t|22");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_table_that_names_itself_and_is_named_by_triggers_elsewhere_is_replaced(bool checks)
    {
        using var database = new TestDatabase("""
            CREATE TABLE other (id INTEGER);;
            CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT CHECK (t.v <> ''), parent INTEGER REFERENCES t (id));;
            CREATE TRIGGER elsewhere AFTER INSERT ON other BEGIN UPDATE t SET v = 'seen' WHERE id = new.id; END;;
            INSERT INTO t VALUES (9, 'a', NULL)
            """);
        var schema = Schema(("id", DataType.Integer), ("v", DataType.Text), ("parent", DataType.Integer));
        var target = new SqlTarget(new SqlTargetOptions { Connection = TestDatabase.Reference, Table = "t", Mode = SqlMode.Replace, CheckConstraints = checks }, database.Context);
        for (int run = 0; run < 2; run++)
        {
            var result = await TestDatabase.Load(target, schema, [1, "a", null], [2, "b", 1]);
            (result.Inserted, result.Failures.Count).Should().Be((2, 0));
        }
        database.Run("PRAGMA foreign_keys = ON;; INSERT INTO other VALUES (2)");
        database.Rows("SELECT v FROM t").Should().Equal("a", "seen");
        var next = await TestDatabase.Load(database.Target("t"), schema, [3, "c", 9], [4, "", 1], [5, "d", 2]);
        next.Failures.Select(f => (f.Row, f.Rule.Code)).Should().Equal((0, "foreign_key"), (1, "check"));
        next.Failures[0].Message.Should().Be("parent 9 does not exist in table t.");
        database.Rows("SELECT \"table\" FROM pragma_foreign_key_list('t')").Should().Equal("t");
    }

    [Fact]
    public async Task Refusals_name_the_table_and_not_the_one_beside()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL UNIQUE);; CREATE UNIQUE INDEX ends ON t (substr(v, 2)) WHERE length(v) > 1");
        var result = await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [1, "a"], [2, null], [3, "a"], [1, "b"], [5, "xz"], [6, "yz"]);
        result.Failures.Select(f => f.Message).Should().Equal(
            "v is null, but column v of table t allows no null.",
            "v a exists already in table t, where it must be unique.",
            "id 1 exists already in table t, where it must be unique.",
            "The row has a value that exists already in table t, where a unique index forbids it.");
    }

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) WITHOUT ROWID")]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) STRICT")]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT COLLATE NOCASE DEFAULT 'x' /* ) */ , low TEXT GENERATED ALWAYS AS (lower(v)) VIRTUAL)")]
    public async Task The_definition_stays_what_it_was(string sql)
    {
        using var database = new TestDatabase(sql);
        await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [1, "A"]);
        database.Rows("SELECT sql FROM sqlite_schema").Single().Replace("\"t\"", "t").Should().Be(sql);
        database.Rows("SELECT id, v FROM t").Should().Equal("1|A");
    }

    [Fact]
    public async Task What_a_killed_run_left_behind_is_dropped()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);; CREATE TABLE datamigration_pipeline_t (old);; CREATE INDEX datamigration_pipeline_t_1 ON datamigration_pipeline_t (old)");
        await TestDatabase.Load(database.Target("t", SqlMode.Replace), Pair, [1, "A"]);
        database.Rows("SELECT name FROM sqlite_schema").Should().Equal("t");
    }
}

using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetCheckTests
{
    private static readonly RecordSchema Id = Schema(("id", DataType.Integer));

    [Fact]
    public async Task Everything_that_does_not_fit_the_table_is_said_at_once()
    {
        using var database = new TestDatabase("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, name TEXT NOT NULL, level TEXT NOT NULL DEFAULT 'a', twice INTEGER AS (id * 2), code TEXT NOT NULL AS ('c' || id), n INT)");
        var schema = Schema(("emial", DataType.Text), ("twice", DataType.Integer), ("n", DataType.Text));
        var found = await TestDatabase.Check(database.Target("customers"), schema);
        found.Select(d => d.ToString() + " / " + d.Remedy).Should().Equal(
            "pipeline.yaml:3:5: error DM3212: table 'customers' has no column for field 'emial' / did you mean 'email'?",
            "pipeline.yaml:3:5: warning DM3214: column 'twice' of table 'customers' is filled by the database; field 'twice' is not written / Leave the field out of the mappings (`except` of `\"*\"`).",
            "pipeline.yaml:3:5: error DM3219: field 'n' (text) cannot go into column 'n' (INT): the database would turn text that looks like a number into one, and keep the rest as text / Give the mapping of 'n' the type of the column, or name what may be lost (`precision`, `to_utc`, `round`).",
            "pipeline.yaml:3:5: error DM3213: column 'name' of table 'customers' allows no null and has no default, and no field fills it / Map a field 'name'.");
    }

    [Fact]
    public async Task A_missing_table_suggests_a_near_one_or_create()
    {
        using var database = new TestDatabase("CREATE TABLE customers (id INTEGER PRIMARY KEY)");
        (await TestDatabase.Check(database.Target("customer"), Id)).Single().Remedy.Should().Be("did you mean 'customers'?");
        (await TestDatabase.Check(database.Target("regions"), Id)).Single().Remedy.Should().Contain("create: true");
        (await TestDatabase.Check(database.Target("regions", create: true), Id)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_database_is_fine_for_create_only_and_is_not_made()
    {
        using var database = new TestDatabase();
        (await TestDatabase.Check(database.Target("t"), Id)).Single().ToString().Should().EndWith("error DM3210: 't' is not a table of SQLite database crm.db, which does not exist yet");
        (await TestDatabase.Check(database.Target("t", create: true), Id)).Should().BeEmpty();
        File.Exists(database.Path).Should().BeFalse();
        var open = async () => await database.Target("t").OpenAsync(new WriteRequest(Id, "run", "pipeline", false), default);
        (await open.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3210");
        File.Exists(database.Path).Should().BeFalse();
    }

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)", true)]
    [InlineData("CREATE TABLE t (id INTEGER UNIQUE, v TEXT)", true)]
    [InlineData("CREATE TABLE t (id TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID", true)]
    [InlineData("CREATE TABLE t (id INTEGER, v TEXT)", false)]
    [InlineData("CREATE TABLE t (id INTEGER, v TEXT, UNIQUE (id, v))", false)]
    [InlineData("CREATE TABLE t (id INTEGER, v TEXT);; CREATE UNIQUE INDEX u ON t (id) WHERE v IS NULL", false)]
    [InlineData("CREATE TABLE t (id INTEGER, v TEXT);; CREATE UNIQUE INDEX u ON t (abs(id))", false)]
    [InlineData("CREATE TABLE t (id INTEGER, v TEXT);; CREATE UNIQUE INDEX u ON t (id)", true)]
    public async Task The_key_of_an_upsert_needs_a_unique_index(string sql, bool good)
    {
        using var database = new TestDatabase(sql);
        (await TestDatabase.Check(database.Target("t", SqlMode.Upsert, ["id"]), Id)).Select(d => d.Code).Should().Equal(good ? [] : ["DM3215"]);
    }

    [Fact]
    public async Task A_view_is_no_target()
    {
        using var database = new TestDatabase("CREATE VIEW v AS SELECT 1 AS id");
        (await TestDatabase.Check(database.Target("v"), Id)).Single().Code.Should().Be("DM3211");
    }

    [Theory]
    [InlineData("ON DELETE CASCADE", "DM3216")]
    [InlineData("ON DELETE SET NULL", "DM3216")]
    [InlineData("", null)]
    public async Task Truncate_refuses_to_reach_into_other_tables(string action, string? code)
    {
        using var database = new TestDatabase($"CREATE TABLE t (id INTEGER PRIMARY KEY);; CREATE TABLE orders (t_id INTEGER REFERENCES T (id) {action})");
        (await TestDatabase.Check(database.Target("t", SqlMode.Truncate), Id)).Select(d => d.Code).Should().Equal(code is null ? [] : [code]);
    }

    [Fact]
    public async Task Options_that_contradict_each_other_need_no_database()
    {
        using var database = new TestDatabase();
        (await TestDatabase.Check(database.Target("t", SqlMode.Upsert), Id)).Single().Message.Should().Be("mode upsert has no `key`");
        (await TestDatabase.Check(database.Target("t", SqlMode.InsertNew), Id)).Single().Message.Should().Be("mode insert_new has no `key`");
        (await TestDatabase.Check(database.Target("t", duplicates: DuplicatePolicy.Last, insertOnly: ["id"], updateOnly: ["id"]), Id)).Select(d => d.Code).Should().Equal("DM3205", "DM3205", "DM3205", "DM3206");
        (await TestDatabase.Check(database.Target("t", SqlMode.Upsert, ["id", "id"]), Id)).Single().Message.Should().Be("field 'id' stands twice: in `key` and in `key`");
        (await TestDatabase.Check(database.Target("t", create: true), Schema(("id", DataType.Text), ("ID", DataType.Text)))).Single().Code.Should().Be("DM3207");
    }

    [Fact]
    public async Task A_connection_to_something_else_is_the_authors_error()
    {
        using var database = new TestDatabase { Connection = new OtherConnection() };
        (await TestDatabase.Check(database.Target("t"), Id)).Single().ToString().Should().Be("pipeline.yaml:3:5: error DM3201: connection 'crm' is a letter box, which `sql` cannot use");
        var read = () => TestDatabase.Read(database.Source(table: "t"));
        (await read.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3201");
    }

    [Fact]
    public void The_plan_states_mode_key_and_guarantees()
    {
        using var database = new TestDatabase();
        database.Target("people", SqlMode.Upsert, ["id"], create: true).Facts.Should().StartWith("upsert into table people of SQLite database crm.db, key id, made if missing")
            .And.Contain(f => f.Contains("duplicate", StringComparison.Ordinal) || f.Contains("twice in one run: reject", StringComparison.Ordinal))
            .And.Contain("only rows that differ are touched");
    }

    private sealed class OtherConnection : IConnection
    {
        public string Description => "a letter box";
    }
}

using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlTargetUniqueTests
{
    private static readonly RecordSchema Fields = Schema(("id", DataType.Integer), ("email", DataType.Text));

    [Fact]
    public async Task A_table_that_is_made_gets_a_unique_index_on_each_field()
    {
        using var database = new TestDatabase();
        var result = await TestDatabase.Load(Target(database, SqlMode.InsertNew), Fields, [1, "a"], [2, "a"], [3, null], [4, null]);
        result.Inserted.Should().Be(3);
        result.Failures.Select(f => (f.Row, f.Rule.Code, f.Field, f.Value, f.Message)).Should()
            .Equal((1, "unique", "email", "a", "email a exists already in table t, where it must be unique."));
        database.Rows("select id, email from t order by id").Should().Equal("1|a", "3|∅", "4|∅");
    }

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT)", "DM3218")]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT, UNIQUE (email, id))", "DM3218")]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT UNIQUE)", null)]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY, Email TEXT);; CREATE UNIQUE INDEX u ON t (EMAIL)", null)]
    public async Task A_table_that_exists_must_have_it(string sql, string? code)
    {
        using var database = new TestDatabase(sql);
        (await TestDatabase.Check(Target(database, SqlMode.Insert), Fields)).Select(d => d.Code).Should().Equal(code is null ? [] : [code]);
    }

    private static SqlTarget Target(TestDatabase database, SqlMode mode) => new(new SqlTargetOptions
    {
        Connection = TestDatabase.Reference,
        Table = "t",
        Mode = mode,
        Key = TestDatabase.Fields("id"),
        Create = true,
        Unique = TestDatabase.Fields("email"),
    }, database.Context);
}

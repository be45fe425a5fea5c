using System.Runtime.CompilerServices;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Every text that a load can send, written down and held against the grammar. With DATAMIGRATION_UPDATE=1 they are written anew; a person reads them.</summary>
public sealed class SqlServerStatementTests
{
    public static TheoryData<string> Loads => new(Plans().Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Loads))]
    public void Texts_are_those_written_down(string name)
    {
        string path = Path.Combine(Folder(), $"{name}.sql");
        string text = string.Concat(SqlServerPlans.Texts(Plans().Single(p => p.Name == name).Plan).Select(t => t + ";\n"));
        if (Environment.GetEnvironmentVariable("DATAMIGRATION_UPDATE") == "1") File.WriteAllText(path, text);
        text.Should().Be(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public void Texts_are_those_of_SQL_Server_2016(string name) =>
        SqlServerPlans.Texts(Plans().Single(p => p.Name == name).Plan).SelectMany(TSql.Errors).Should().BeEmpty();

    [Fact]
    public void The_catalogue_is_asked_in_the_language_of_SQL_Server_2016()
    {
        string[] texts = [.. typeof(SqlServerCatalogue).GetFields().Concat(typeof(SqlServerCommits).GetFields()).Concat(typeof(SqlServerSettings).GetFields()).Where(f => f.IsLiteral && f.Name != "Table").Select(f => (string)f.GetRawConstantValue()!)];
        texts.Should().HaveCountGreaterThan(12);
        texts.SelectMany(TSql.Errors).Should().BeEmpty();
    }

    [Fact]
    public void A_session_numbers_rows_for_one_statement_only()
    {
        var plan = Plans().Single(p => p.Name == "insert").Plan;
        plan.Statements.Insert.Should().StartWith("SET IDENTITY_INSERT [my.schema].[order]]'s \"x\"] ON; INSERT INTO ").And.EndWith("; SET @rows = @@ROWCOUNT; SET IDENTITY_INSERT [my.schema].[order]]'s \"x\"] OFF");
    }

    [Fact]
    public void What_the_server_fills_is_not_sent()
    {
        var table = SqlServerPlans.Nasty();
        var schema = TestRows.Schema([("a]b", DataType.Integer), ("x.y", DataType.Text), ("v", DataType.Binary), ("twice", DataType.Integer)]);
        var upsert = SqlServerLoad.Plan(SqlServerPlans.Write(table, schema, SqlMode.Upsert, [1]), table, exists: true);
        upsert.Fields.Should().Equal(1, 0);
        upsert.Write.Updated.Should().BeEmpty("a number that the server gave cannot be changed");
        SqlServerLoad.Plan(SqlServerPlans.Write(table, schema, SqlMode.Insert, []) with { KeepIdentity = false }, table, exists: true).Fields.Should().Equal(1);
    }

    /// <summary>A derived table with an order is an error here (1033), which the grammar does not know.</summary>
    [Fact]
    public void Rows_to_choose_from_have_no_order()
    {
        var connection = new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=x" });
        var source = new SqlSourceOptions { Connection = TestDatabase.Reference, Table = "t", OrderBy = ["a"], Where = "a > 1", Partition = new SqlPartitionOptions { By = "id" } };
        var queries = new Reading.SqlQueries(source, connection, TestDatabase.Span);
        queries.Whole.Text.Should().EndWith(" ORDER BY [t].[a]");
        string[] texts = [queries.Bounds.Text, queries.Range(1, 2, DataType.Integer, withNulls: true, null, []).Text];
        texts.Should().AllSatisfy(t => t.Should().NotContain("ORDER BY").And.Contain("a > 1"));
        texts.SelectMany(TSql.Errors).Should().BeEmpty();
        // Nor has what a range is read by when it is taken up, but for the whole.
        var keyed = new Reading.SqlQueries(source with { OrderBy = null, Key = ["a", "b"] }, connection, TestDatabase.Span).Range(1, 2, DataType.Integer, withNulls: false, ["3", "x"], [DataType.Integer, DataType.Text]);
        TSql.Errors(keyed.Text).Should().BeEmpty();
        keyed.Text.Should().EndWith("WHERE ([datamigration_rows].[id] >= @datamigration_low AND [datamigration_rows].[id] <= @datamigration_high) AND "
            + "(([datamigration_rows].[a] > @datamigration_key0) OR ([datamigration_rows].[a] = @datamigration_key0 AND [datamigration_rows].[b] > @datamigration_key1)) ORDER BY [datamigration_rows].[a], [datamigration_rows].[b]");
        keyed.Parameters.Select(q => q.Text).Should().Equal("1", "2", "3", "x");
    }

    [Fact]
    public void A_row_that_another_table_refers_to_breaks_a_foreign_key()
    {
        var table = SqlServerPlans.Nasty() with { Referring = ["child", "ck'"] };
        var plan = SqlServerLoad.Plan(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Delete, [0]), table, exists: true);
        var session = new SqlServerSession(new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=x" }), plan.Write, locks: false);
        plan.Prepare(session, []);
        (session.Constraints["child"].Rule, session.Constraints["ck'"].Rule).Should().Be((SqlRules.ForeignKey, SqlRules.Check));
    }

    [Fact]
    public void Triggers_that_are_off_do_not_fire_when_the_table_is_emptied_row_by_row()
    {
        var table = SqlServerPlans.Nasty() with { CanTruncate = false };
        var plan = SqlServerLoad.Plan(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Truncate, []) with { FireTriggers = false }, table, exists: true);
        plan.First.Should().HaveCount(2);
        plan.First[0].Should().EndWith("DISABLE TRIGGER [tr]]]");
        plan.First[1].Should().StartWith("DELETE FROM ");
    }

    private static IEnumerable<(string Name, SqlServerPlan Plan)> Plans()
    {
        var table = SqlServerPlans.Nasty();
        var fields = SqlServerPlans.NastyFields();
        SqlServerPlan Of(SqlMode mode, int[] key, Func<SqlWrite, SqlWrite>? change = null) => SqlServerLoad.Plan((change ?? (w => w))(SqlServerPlans.Write(table, fields, mode, key)), table, exists: true);
        yield return ("insert", Of(SqlMode.Insert, []));
        yield return ("insert_new", Of(SqlMode.InsertNew, [0]));
        yield return ("upsert", Of(SqlMode.Upsert, [1, 2]));
        yield return ("upsert_by_number", Of(SqlMode.Upsert, [0]));
        yield return ("update", Of(SqlMode.Update, [1]));
        yield return ("delete", Of(SqlMode.Delete, [0]));
        yield return ("truncate", Of(SqlMode.Truncate, []));
        yield return ("replace", Of(SqlMode.Replace, []));
        yield return ("truncate_dry", Of(SqlMode.Truncate, [], w => w with { DryRun = true }));
        yield return ("everything_off", Of(SqlMode.Insert, [], w => w with { FireTriggers = false, CheckConstraints = false }));
        yield return ("replace_everything_off", Of(SqlMode.Replace, [], w => w with { FireTriggers = false, CheckConstraints = false }));
        var every = TestRows.Schema([.. DataType.Named.Select(t => (t.Key + "]'", t.Value)), ("decimal", DataType.Decimal(38, 10))]);
        var made = SqlServerPlans.Write(SqlServerPlans.Table(new SqlName(null, "new [table]")), every, SqlMode.Insert, [1, 0, 10]) with { Create = true, Unique = [0, 9] };
        yield return ("create", SqlServerLoad.Plan(made, SqlServerDefinition.Table(made), exists: false));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Statements");
}

using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlLoadSuite
{
    /// <summary>Every type at its edges, as far as every database can hold it: moments to the microsecond and in UTC.</summary>
    private static readonly (DataType Type, object?[] Values)[] Types =
    [
        (DataType.Text, ["", " ", "plain ", "it's", "say \"x\"", "two\nlines\r\n", "Zoë € 𝄞 😀", "NULL", "\\N", "\t", "'; DROP TABLE t; --", "@id", "%s {0} $1 ?"]),
        (DataType.Integer, [0L, -1L, long.MaxValue, long.MinValue]),
        (DataType.Number, [0d, -1.5, 0.1, double.MaxValue, double.MinValue, 1e-300, 1.0 / 3]),
        (DataType.Decimal(12, 2), [(Int128)0, (Int128)(-1), (Int128)123456, (Int128)999999999999, -(Int128)999999999999]),
        (DataType.Decimal(38, 10), [Int128.Parse("99999999999999999999999999999999999999"), Int128.Parse("-99999999999999999999999999999999999999"), (Int128)1]),
        (DataType.Decimal(38, 0), [Int128.Parse("99999999999999999999999999999999999999"), (Int128)(-7)]),
        (DataType.Boolean, [true, false]),
        (DataType.Date, [new DateOnly(2026, 2, 28).DayNumber, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber, new DateOnly(1582, 10, 10).DayNumber]),
        (DataType.DateTime, [new DateTime(2026, 2, 28, 23, 59, 59).Ticks, DateTime.MinValue.Ticks, new DateTime(9999, 12, 31, 23, 59, 59, 999, 999).Ticks, new DateTime(2026, 1, 1).AddTicks(10).Ticks]),
        (DataType.DateTimeOffset, [new DateTimeOffset(2026, 2, 28, 1, 2, 3, 456, 789, TimeSpan.Zero), DateTimeOffset.MinValue, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero)]),
        (DataType.Time, [0L, new TimeOnly(23, 59, 59, 999, 999).Ticks]),
        (DataType.Guid, [Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")]),
        (DataType.Binary, ["", "00FF10", "41"]),
        (DataType.Json, ["{}", "{\"a\": 1}", "[1, 2]", "\"x\"", "null"]),
    ];

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.InsertNew)]
    [InlineData(SqlMode.Upsert)]
    [InlineData(SqlMode.Truncate)]
    [InlineData(SqlMode.Replace)]
    public async Task A_table_that_is_made_holds_every_type_and_gives_it_back(SqlMode mode)
    {
        await using var database = await OpenAsync();
        var schema = new RecordSchema([new Field("id", DataType.Integer), .. Types.Select((t, i) => new Field($"c{i}", t.Type) { FractionDigits = 6, IsUtc = true })]);
        int count = Types.Max(t => t.Values.Length) + 1;
        // The last row is all null.
        List<object?[]> rows = [.. Enumerable.Range(0, count).Select(row => (object?[])[(long)row, .. Types.Select(t => row == count - 1 ? null : t.Values[row % t.Values.Length])])];
        var connection = database.Connect();
        for (int run = 0; run < 2; run++)
        {
            await using var load = await OpenLoad.StartAsync(Target(connection, Into("t", mode, "id") with { Create = true }), schema);
            await load.WriteAsync([Rows.Batch(schema, rows)]);
            await load.CommitAsync();
            await load.CompleteAsync();
            // The second time every value is found to be what it was.
            string expected = (run, mode) switch { (0, _) or (_, SqlMode.Truncate or SqlMode.Replace) => $"+{count}", (_, SqlMode.Upsert) => $"={count}", (_, SqlMode.InsertNew) => $">{count}", _ => "" };
            load.Outcome.Counts.Should().Be(expected, string.Join("; ", load.Outcome.Messages));
            var source = Source(connection, "t", "id");
            (await source.DiscoverAsync(default)).Fields.Select(f => f.Type).Should().Equal(schema.Fields.Select(f => database.ReadAs(f.Type)));
            Rows.Show(await Rows.ReadAsync(source)).Should().Be(Rows.Show(rows));
        }
    }

    [SkippableTheory]
    [InlineData("select")]
    [InlineData("a b.c")]
    [InlineData("a\"b")]
    [InlineData("[x]`y`'z'")]
    [InlineData("a]]b")]
    [InlineData("Größe 😀")]
    [InlineData("x'); DROP TABLE here; --")]
    [InlineData("@id")]
    [InlineData("?1 :v $1 {0} %s")]
    public async Task A_name_is_a_name_whatever_it_looks_like(string name)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE TABLE witness (id BIGINT)");
        var connection = database.Connect();
        var schema = TestRows.Schema(("id", DataType.Integer), (name, DataType.Text));
        async Task<string> After(SqlMode mode, params object?[][] rows)
        {
            await LoadAsync(connection, Into(name, mode, "id") with { Create = mode is not (SqlMode.Update or SqlMode.Delete), Unique = Fields(name) }, schema, [[rows]]);
            return Rows.Show(await Rows.ReadAsync(Source(connection, name, "id")));
        }
        (await After(SqlMode.Insert, [1, name], [2, "'; DROP TABLE witness; --"])).Should().Be(Rows.Show([[1L, name], [2L, "'; DROP TABLE witness; --"]]));
        (await After(SqlMode.Upsert, [1, name + "!"], [3, "c"])).Should().Be(Rows.Show([[1L, name + "!"], [2L, "'; DROP TABLE witness; --"], [3L, "c"]]));
        (await After(SqlMode.InsertNew, [1, "x"], [4, "d"])).Should().Contain("4 | \"d\"").And.NotContain("\"x\"");
        (await After(SqlMode.Update, [4, "e"])).Should().Contain("4 | \"e\"");
        (await After(SqlMode.Delete, [2, null])).Should().NotContain("witness");
        (await After(SqlMode.Truncate, [1, name])).Should().Be(Rows.Show([[1L, name]]));
        (await After(SqlMode.Replace, [1, name], [2, name])).Should().Be(Rows.Show([[1L, name]]));
        (await database.RowsAsync("SELECT count(*) FROM witness")).Should().Equal("0");
    }

    [SkippableFact]
    public async Task Columns_named_alike_but_for_what_case_and_keywords_make_of_them_are_kept_apart()
    {
        await using var database = await OpenAsync();
        string[] keywords = ["order", "group", "user", "table", "index", "primary", "check", "default", "null", "values", "rowid", "oid", "ctid_", "end", "case", "when", "from", "where", "into", "key"];
        var schema = TestRows.Schema([("id", DataType.Integer), .. keywords.Select(k => (k, DataType.Text))]);
        object?[] row = [1, .. keywords];
        (await LoadAsync(database, Into("order", SqlMode.Upsert, "id") with { Create = true }, schema, row)).Counts.Should().Be("+1");
        (await LoadAsync(database, Into("order", SqlMode.Upsert, "id"), schema, row)).Counts.Should().Be("=1");
        (await LoadAsync(database, Into("order", SqlMode.Update, "id"), schema, [1, .. keywords.Select(k => k + "!")])).Counts.Should().Be("~1");
        Rows.Show(await Rows.ReadAsync(Source(database.Connect(), "order"))).Should().Be(Rows.Show([[1L, .. keywords.Select(k => k + "!")]]));
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Upsert)]
    [InlineData(SqlMode.Replace)]
    public async Task Four_hundred_columns_are_just_columns(SqlMode mode)
    {
        await using var database = await OpenAsync();
        var schema = TestRows.Schema([("id", DataType.Integer), .. Enumerable.Range(1, 399).Select(i => ($"c{i}", DataType.Integer))]);
        object?[] Row(int id) => [id, .. Enumerable.Range(1, 399).Select(i => (object)(id * 1000 + i))];
        (await LoadAsync(database, Into("wide", mode, "id") with { Create = true }, schema, Row(1), Row(2))).Counts.Should().Be("+2");
        object?[] changed = Row(2);
        changed[^1] = null;
        (await LoadAsync(database, Into("wide", SqlMode.Update, "id"), schema, Row(1), changed)).Counts.Should().Be("~1 =1");
        (await database.RowsAsync("SELECT c1, c398, c399 FROM wide ORDER BY id")).Should().Equal("1001|1398|1399", "2001|2398|∅");
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task Numbers_that_the_database_gives_are_kept_as_mapped_and_counted_on(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id {database.Identity}, name {database.Text})");
        (await LoadAsync(database, Into("t", mode, "id"), People, Parse("5:e 7:g"))).Counts.Should().Be("+2");
        await database.ExecuteAsync("INSERT INTO t (name) VALUES ('next')");
        (await PeopleOf(database)).Should().Be("5:e 7:g 8:next");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Truncate)]
    [InlineData(SqlMode.Replace)]
    public async Task Numbers_are_given_by_the_database_when_that_is_asked(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id {database.Identity}, name {database.Text})");
        (await LoadAsync(database, Into("t", mode) with { KeepIdentity = false }, People, Parse("500:a 500:b :c"))).Counts.Should().Be("+3");
        (await PeopleOf(database)).Should().Be("1:a 2:b 3:c");
    }

    [SkippableTheory]
    [MemberData(nameof(Adding))]
    public async Task A_computed_column_is_left_out_with_a_warning(SqlMode mode)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, twice {database.Generated("id * 2")}, name {database.Text})");
        var schema = TestRows.Schema(("id", DataType.Integer), ("twice", DataType.Integer), ("name", DataType.Text));
        var options = Into("t", mode, "id");
        (await CheckAsync(Target(database.Connect(), options), schema)).Select(d => d.Code).Should().Equal("DM3214");
        (await LoadAsync(database, options, schema, [1, 99, "a"], [2, null, "b"])).Counts.Should().Be("+2");
        (await database.RowsAsync("SELECT * FROM t ORDER BY id")).Should().Equal("1|2|a", "2|4|b");
    }

    [SkippableFact]
    public async Task What_cannot_fit_is_said_before_the_first_row()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text}, must BIGINT NOT NULL);;CREATE TABLE loose (id BIGINT, name {database.Text})");
        async Task<string> Codes(SqlTargetOptions options) => string.Join(' ', (await CheckAsync(Target(database.Connect(), options), People)).Select(d => d.Code).Order(StringComparer.Ordinal));
        (await Codes(Into("t"))).Should().Be("DM3213");
        (await Codes(Into("t", SqlMode.Update, "id"))).Should().Be("");
        (await Codes(Into("nowhere"))).Should().Be("DM3210");
        (await Codes(Into("loose", SqlMode.Upsert, "id"))).Should().Be("DM3215");
        (await Codes(Into("loose") with { Unique = Fields("name") })).Should().Be("DM3218");
        var load = () => LoadAsync(database, Into("t"), People, Parse("1:a"));
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3213");
    }

    [SkippableFact]
    public async Task A_table_that_something_refers_to_is_not_replaced()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync(NewPeople(database, "1:a") + ";;CREATE TABLE child (id BIGINT REFERENCES t (id))");
        var error = (await CheckAsync(Target(database.Connect(), Into("t", SqlMode.Replace)), People)).Single();
        error.Code.Should().Be("DM3227");
        error.Message.Should().Contain("child");
        await database.ExecuteAsync("DROP TABLE child;;CREATE VIEW people AS SELECT name FROM t");
        (await CheckAsync(Target(database.Connect(), Into("t", SqlMode.Replace)), People)).Single().Message.Should().Contain("people");
    }

    [SkippableFact]
    public async Task A_table_that_is_replaced_is_the_same_table()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id {database.Identity}, name {database.Text} DEFAULT 'none', n BIGINT CONSTRAINT small CHECK (n < 10), CONSTRAINT once UNIQUE (n));;" +
            $"CREATE INDEX by_name ON t (name);;CREATE UNIQUE INDEX pair ON t (name, n);;{database.RefusingTrigger("t", "name", "bad")};;INSERT INTO t (name, n) VALUES ('a', 1)");
        var schema = TestRows.Schema(("name", DataType.Text), ("n", DataType.Integer));
        for (int run = 0; run < 2; run++)
        {
            var outcome = await LoadAsync(database, Into("t", SqlMode.Replace), schema, ["a", 1], ["b", 10], ["bad", 2], ["c", 1], ["d", 3]);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+2", $"1 check {database.Checked("n")}, 2 trigger -, 3 unique n"));
        }
        await database.ExecuteAsync("INSERT INTO t (n) VALUES (5)");
        (await database.RowsAsync("SELECT name, n FROM t ORDER BY n")).Should().Equal("a|1", "d|3", "none|5");
        // The old constraints hold: another load is judged as the first was.
        var next = await LoadAsync(database, Into("t"), schema, ["e", 11], ["f", 3], ["bad", 4]);
        string.Join(", ", next.Rejects).Should().Be($"0 check {database.Checked("n")}, 1 unique n, 2 trigger -");
        await database.ExecuteAsync("DROP INDEX by_name" + (database.Identity.Contains("IDENTITY(", StringComparison.Ordinal) ? " ON t" : ""));
    }
}

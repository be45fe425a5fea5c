using System.Globalization;
using DataMigration.Data;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Connectors.Sql;

public sealed class SqlRoundTripTests
{
    private static readonly Int128 Max38 = Int128.Parse(new string('9', 38), CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_type_comes_back_as_it_was_written()
    {
        var schema = Schema(("t", DataType.Text), ("i", DataType.Integer), ("n", DataType.Number), ("d15", DataType.Decimal(15, 2)), ("d38", DataType.Decimal(38, 10)), ("d16", DataType.Decimal(16, 0)),
            ("b", DataType.Boolean), ("date", DataType.Date), ("dt", DataType.DateTime), ("dto", DataType.DateTimeOffset), ("time", DataType.Time), ("g", DataType.Guid), ("x", DataType.Binary), ("j", DataType.Json));
        object?[][] rows =
        [
            ["Zoë 😀 𝒳", long.MaxValue, Math.PI, (Int128)999999999999999L, Max38, (Int128)9999999999999999L, true, new DateOnly(9999, 12, 31), new DateTime(2020, 2, 29, 23, 59, 59).AddTicks(1234567),
                new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-210)), new TimeOnly(23, 59, 59), Guid.Parse("00000000-0000-0000-0000-00000000e100"), new byte[] { 0, 255, 10 }, "{\"a\":1.50}"],
            ["", long.MinValue, -0.1, (Int128)(-1), -Max38, (Int128)(-1), false, new DateOnly(1, 1, 1), new DateTime(1, 1, 1), new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), new TimeOnly(0, 0), Guid.Empty, Array.Empty<byte>(), "1.50"],
            ["007", 0L, double.Epsilon, (Int128)10, (Int128)1, (Int128)0, true, new DateOnly(2000, 1, 1), new DateTime(2000, 1, 1), new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.Zero), new TimeOnly(12, 30), Guid.NewGuid(), new byte[] { 39 }, "null"],
            ["1e5", -1L, 1e300, (Int128)30, (Int128)0, (Int128)7, false, new DateOnly(2024, 2, 29), new DateTime(2000, 1, 1, 0, 0, 1), new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(14)), new TimeOnly(1, 2, 3), Guid.NewGuid(), new byte[] { 0 }, "\"x\""],
            new object?[14],
        ];
        using var database = new TestDatabase();
        (await TestDatabase.Load(database.Target("t", create: true), schema, rows)).Inserted.Should().Be(rows.Length);
        var source = database.Source(table: "t");
        (await source.DiscoverAsync(default)).Fields.Should().Equal(schema.Fields);
        var batches = await TestDatabase.Read(source);
        using var batch = batches.Single();
        batch.Failures.Failures.Should().BeEmpty();
        TestRows.Values(batch).Should().BeEquivalentTo(rows, o => o.WithStrictOrdering());
        var again = await TestDatabase.Load(database.Target("t2", create: true, mode: SqlMode.Upsert, key: ["i"]), schema, rows[..4]);
        again.Inserted.Should().Be(4);
        (await TestDatabase.Load(database.Target("t2", mode: SqlMode.Upsert, key: ["i"]), schema, rows[..4])).Unchanged.Should().Be(4);
    }

    [Theory]
    [InlineData("text", "TEXT")]
    [InlineData("decimal(15,3)", "DECIMAL(15,3)")]
    [InlineData("decimal(16,3)", "DECIMAL_TEXT(16,3)")]
    [InlineData("integer", "INTEGER")]
    [InlineData("json", "JSON_TEXT")]
    public async Task A_made_table_declares_what_it_holds(string type, string declared)
    {
        using var database = new TestDatabase();
        DataType.TryParse(type, out var parsed).Should().BeTrue();
        await TestDatabase.Load(database.Target("t", create: true), Schema(("v", parsed)), false);
        database.Rows("SELECT type FROM pragma_table_info('t')").Should().Equal(declared);
    }

    [Fact]
    public async Task Every_decimal_of_fifteen_digits_survives_as_a_number()
    {
        using var database = new TestDatabase();
        var random = new Random(7);
        var schema = Schema(("v", DataType.Decimal(15, 7)));
        object?[][] rows = [.. Enumerable.Range(0, 5000).Select(_ => new object?[] { (Int128)(random.NextInt64(0, 1_999_999_999_999_999L) - 999_999_999_999_999L) })];
        await TestDatabase.Load(database.Target("t", create: true), schema, rows);
        (await TestDatabase.Values(database.Source(table: "t"))).Select(r => r[0]).Should().Equal(rows.Select(r => r[0]));
        database.Rows("SELECT DISTINCT typeof(v) FROM t").Should().NotContain("text");
    }

    [Fact]
    public async Task Four_hundred_and_two_thousand_columns_are_just_columns()
    {
        foreach (int count in new[] { 400, 2000 })
        {
            using var database = new TestDatabase();
            var schema = Schema([("id", DataType.Integer), .. Enumerable.Range(1, count - 1).Select(i => ($"c{i}", DataType.Text))]);
            object?[] Row(int id) => [id, .. Enumerable.Range(1, count - 1).Select(i => (object)$"{id}/{i}")];
            var target = database.Target("wide", SqlMode.Upsert, ["id"], create: true);
            (await TestDatabase.Load(target, schema, Row(1), Row(2))).Inserted.Should().Be(2);
            var second = Row(2);
            second[^1] = "new";
            var result = await TestDatabase.Load(target, schema, Row(1), second);
            (result.Unchanged, result.Changed).Should().Be((1, 1));
            (await TestDatabase.Values(database.Source(table: "wide")))[1].Last().Should().Be("new");
        }
    }

    [Fact]
    public async Task Huge_text_and_bytes_survive()
    {
        using var database = new TestDatabase();
        string text = string.Concat(Enumerable.Repeat("😀é", 1_000_000));
        byte[] bytes = new byte[5_000_000];
        new Random(1).NextBytes(bytes);
        await TestDatabase.Load(database.Target("t", create: true), Schema(("t", DataType.Text), ("x", DataType.Binary)), [text, bytes]);
        var row = (await TestDatabase.Values(database.Source(table: "t"))).Single();
        ((string)row[0]! == text).Should().BeTrue();
        ((byte[])row[1]!).AsSpan().SequenceEqual(bytes).Should().BeTrue();
    }
}

using System.Text;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

public sealed class SqlSourceTests
{
    [Fact]
    public async Task Types_follow_the_declarations()
    {
        using var database = new TestDatabase("""
            CREATE TABLE t (a INTEGER, b BIGINT, c REAL, d DOUBLE PRECISION, e DECIMAL(12,2), f NUMERIC(5), g DECIMAL, h BOOLEAN, i DATE, j DATETIME, k TIMESTAMP, l BLOB,
                m VARCHAR(20), n, o TIME, p GUID, q POINT, r DECIMAL_TEXT(38, 10), s JSON_TEXT, u DECIMAL(40,2), v DATETIMEOFFSET, w MONEY)
            """);
        var schema = await database.Source(table: "t").DiscoverAsync(default);
        schema.Fields.Select(f => f.Type.ToString()).Should().Equal("integer", "integer", "number", "number", "decimal(12,2)", "decimal(5,0)", "text", "boolean", "date", "datetime", "datetime", "binary",
            "text", "text", "time", "guid", "text", "decimal(38,10)", "json", "text", "datetime_offset", "text");
        var expressions = await database.Source("SELECT count(*) AS n, a + 1 AS x, a AS id FROM t").DiscoverAsync(default);
        expressions.Fields.Select(f => $"{f.Name} {f.Type}").Should().Equal("n text", "x text", "id integer");
    }

    [Fact]
    public async Task Null_is_not_empty_text_and_untyped_numbers_keep_every_digit()
    {
        using var database = new TestDatabase("CREATE TABLE t (a TEXT, b);; INSERT INTO t VALUES (NULL, 0.1 + 0.2), ('', 9223372036854775807), ('x', NULL), ('😀', 'y')");
        (await TestDatabase.Values(database.Source(table: "t"))).Should().BeEquivalentTo(new object?[][]
            { [null, "0.30000000000000004"], ["", "9223372036854775807"], ["x", null], ["😀", "y"] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task A_value_that_does_not_fit_its_type_rejects_its_row_and_is_filed_as_it_was()
    {
        using var database = new TestDatabase("""
            CREATE TABLE t (id INTEGER, n INTEGER, r REAL, d DECIMAL(5,2), b BOOLEAN, at DATETIME, x BLOB, s TEXT);;
            INSERT INTO t VALUES (1, 'many', 1.5, 1.25, 1, '2020-01-02 03:04:05', x'00ff', 'ok');;
            INSERT INTO t VALUES (2, 2, 'much', 1.255, 7, 1577836800, 'text', x'00');;
            INSERT INTO t VALUES (3, 3, 3, 3, 0, NULL, NULL, NULL);;
            INSERT INTO t VALUES (4, 4, 4, '12,5', 'true', 'yesterday', x'', CAST(x'ff41' AS TEXT));;
            INSERT INTO t VALUES (5, 5.5, 0, 1e99, 'no', '2020-13-01', x'', '')
            """);
        var source = database.Source(table: "t");
        using var batch = (await TestDatabase.Read(source)).Single();
        batch.Failures.Failures.Select(f => $"{f.Row} {f.Rule.Stage} {f.Rule.Code} {f.Message}").Should().BeEquivalentTo(
            "0 Source type n is stored as the text 'many', which is not an integer.",
            "1 Source type r is stored as the text 'much', which is not a number.",
            "1 Source type d is stored as the number 1.255, which is not a decimal(5,2).",
            "1 Source type b is stored as the number 7, which is not a boolean.",
            "1 Source type at is stored as the number 1577836800, which is not a datetime.",
            "1 Source type x is stored as the text 'text', which is not a binary.",
            "1 Source type s is stored as 1 bytes, which is not a text.",
            "3 Source type d is stored as the text '12,5', which is not a decimal(5,2).",
            "3 Source type at is stored as the text 'yesterday', which is not a datetime.",
            "3 Source type s is text with bytes that are not valid in its encoding.",
            "4 Source type n is stored as the number 5.5, which is not an integer.",
            "4 Source type d is stored as the number 1" + new string('0', 99) + ", which is not a decimal(5,2).",
            "4 Source type b is stored as the text 'no', which is not a boolean.",
            "4 Source type at is stored as the text '2020-13-01', which is not a datetime.");
        TestDatabase.Rejects(batch, source.RejectFormat, "reject_reason").Split('\n').Should().Equal(
            """{"id":1,"n":"many","r":1.5,"d":1.25,"b":true,"at":"2020-01-02T03:04:05","x":"AP8=","s":"ok","reject_reason":"type"}""",
            """{"id":2,"n":2,"r":"much","d":1.255,"b":7,"at":1577836800,"x":"text","s":"AA==","reject_reason":"type"}""",
            """{"id":4,"n":4,"r":4,"d":"12,5","b":true,"at":"yesterday","x":"","s":"\uFFFDA","reject_reason":"type"}""",
            "{\"id\":5,\"n\":5.5,\"r\":0,\"d\":1" + new string('0', 99) + ",\"b\":\"no\",\"at\":\"2020-13-01\",\"x\":\"\",\"s\":\"\",\"reject_reason\":\"type\"}",
            "");
        TestRows.Values(batch)[2].Should().Equal(3L, 3L, 3.0, (Int128)300, false, null, null, null);
    }

    [Fact]
    public async Task Many_rows_come_in_batches_with_their_positions()
    {
        using var database = new TestDatabase("CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) SELECT i, 'row ' || i AS name FROM n");
        var batches = await TestDatabase.Read(database.Source("SELECT CAST(i AS TEXT) AS i, name FROM t ORDER BY i + 0"));
        batches.Select(b => b.RowCount).Should().Equal(4096, 4096, 1808);
        for (int i = 0, all = 0; i < batches.Count; i++)
        {
            using var batch = batches[i];
            for (int row = 0; row < batch.RowCount; row++, all++)
            {
                batch.Origins.Position(row).Should().Be(all);
                ((TextColumn)batch[1]).GetString(row).Should().Be($"row {all}");
            }
        }
    }

    [Fact]
    public async Task Huge_values_make_small_batches_and_survive()
    {
        using var database = new TestDatabase("CREATE TABLE t (v TEXT);; INSERT INTO t SELECT printf('%.*c', 3000000, 'x') FROM (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)");
        var batches = await TestDatabase.Read(database.Source(table: "t"));
        batches.Select(b => b.RowCount).Should().Equal(2, 1);
        foreach (var batch in batches)
            using (batch) ((TextColumn)batch[0])[0].Length.Should().Be(3_000_000);
    }

    [Fact]
    public async Task A_table_is_read_with_columns_condition_and_order()
    {
        using var database = new TestDatabase("""CREATE TABLE "or""der" ("select" TEXT, "a b" INTEGER, c TEXT);; INSERT INTO "or""der" VALUES ('x', 1, 'c'), ('y', 3, 'c'), ('z', 2, 'c'), ('w', 0, 'c')""");
        var rows = await TestDatabase.Values(database.Source(table: "or\"der", columns: ["a b", "select"], where: "\"a b\" > 0 -- not the last", orderBy: ["a b"]));
        rows.Should().BeEquivalentTo(new object?[][] { [1L, "x"], [2L, "z"], [3L, "y"] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task A_utf16_database_reads_as_text()
    {
        using var database = new TestDatabase("PRAGMA encoding = 'UTF-16le';; CREATE TABLE t (v TEXT, b BOOLEAN);; INSERT INTO t VALUES ('Zoë 😀', 'true'), ('', NULL)");
        (await TestDatabase.Values(database.Source(table: "t"))).Should().BeEquivalentTo(new object?[][] { ["Zoë 😀", true], ["", null] }, o => o.WithStrictOrdering());
    }

    [Theory]
    [InlineData("SELECT * FROM custmers", "DM3232", "did you mean 'customers'?")]
    [InlineData("SELECT nix FROM customers", "DM3232", "no such column: nix")]
    [InlineData("SELEKT", "DM3232", "syntax error")]
    [InlineData("", "DM3236", "is empty")]
    [InlineData("SELECT id FROM customers; DELETE FROM customers", "DM3236", "is followed by another statement")]
    [InlineData("DELETE FROM customers", "DM3236", "returns no columns")]
    [InlineData("SELECT id, id FROM customers", "DM3235", "two columns called 'id'")]
    public async Task A_query_that_cannot_be_read_says_why(string query, string code, string words)
    {
        using var database = new TestDatabase("CREATE TABLE customers (id INTEGER PRIMARY KEY)");
        var read = () => TestDatabase.Read(database.Source(query));
        var found = (await read.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
        found.Code.Should().Be(code);
        (found.Message + " / " + found.Remedy).Should().Contain(words);
        found.Span.Should().Be(TestDatabase.Span);
    }

    [Fact]
    public async Task A_trailing_semicolon_or_comment_is_no_second_statement()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER)");
        (await database.Source("SELECT id FROM t; -- that is all\n").DiscoverAsync(default)).Count.Should().Be(1);
    }

    [Fact]
    public async Task A_column_that_is_none_is_not_taken_for_a_string()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER);; INSERT INTO t VALUES (1)");
        var read = () => TestDatabase.Read(database.Source(table: "t", columns: ["emial"]));
        (await read.Should().ThrowAsync<MigrationException>()).Which.Message.Should().Contain("no such column");
    }

    [Fact]
    public async Task Reading_makes_no_database_and_writes_to_none()
    {
        using var database = new TestDatabase();
        var read = () => TestDatabase.Read(database.Source(table: "t"));
        (await read.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3230");
        File.Exists(database.Path).Should().BeFalse();
        database.Run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
        var write = () => TestDatabase.Read(database.Source("INSERT INTO t VALUES (1) RETURNING id"));
        (await write.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3231");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_failure()
    {
        using var database = new TestDatabase();
        File.WriteAllText(database.Path, new string('x', 4096));
        var read = () => TestDatabase.Read(database.Source(table: "t"));
        (await read.Should().ThrowAsync<MigrationException>()).Which.Message.Should().Be("SQLite database crm.db cannot be used: file is not a database");
    }

    [Fact]
    public void Contradicting_options_are_diagnostics()
    {
        using var database = new TestDatabase();
        Codes(database.Source()).Should().Equal("DM3202");
        Codes(database.Source("select 1", "t", where: "x")).Should().Equal("DM3202");
        Codes(database.Source("select 1", columns: ["a"], where: "x", orderBy: ["a"])).Should().Equal("DM3203", "DM3203", "DM3203");
        Codes(database.Source("select 1")).Should().BeEmpty();

        static IEnumerable<string> Codes(SqlSource source)
        {
            var diagnostics = new DiagnosticBag();
            source.Validate(diagnostics);
            return diagnostics.Items.Select(d => d.Code);
        }
    }

    [Fact]
    public async Task Cancelling_stops_a_running_query()
    {
        using var database = new TestDatabase("CREATE TABLE t (id INTEGER)");
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var source = database.Source("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0");
        await source.DiscoverAsync(default);
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync(cancel.Token)) batch.Dispose();
        };
        await read.Should().ThrowAsync<OperationCanceledException>();
    }
}

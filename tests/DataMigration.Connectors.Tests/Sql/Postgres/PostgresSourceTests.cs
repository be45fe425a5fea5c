using System.Text;
using DataMigration.Connectors.Sql;
using DataMigration.Connectors.Sql.Postgres;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;
using DataMigration.Values;

namespace DataMigration.Tests.Sql.Postgres;

public sealed class PostgresSourceTests
{
    [SkippableTheory]
    [InlineData("smallint", "-32768|32767", "integer", "-32768|32767")]
    [InlineData("integer", "-2147483648", "integer", "-2147483648")]
    [InlineData("bigint", "-9223372036854775808|9223372036854775807", "integer", "-9223372036854775808|9223372036854775807")]
    [InlineData("real", "0.1|16777217|-3.4028235e38", "number", "0.1|16777216|-3.4028234663852886E+38")]
    [InlineData("double precision", "0.1|1e300|-0", "number", "0.1|1E+300|-0")]
    [InlineData("numeric(38,10)", "9999999999999999999999999999.9999999999|-0.0000000001|0|10000|0.0001", "decimal(38,10)", "9999999999999999999999999999.9999999999|-0.0000000001|0.0000000000|10000.0000000000|0.0001000000")]
    [InlineData("numeric(38,0)", "99999999999999999999999999999999999999|-99999999999999999999999999999999999999|100000000", "decimal(38,0)", "99999999999999999999999999999999999999|-99999999999999999999999999999999999999|100000000")]
    [InlineData("numeric(5,5)", "0.12345|-0.00001|0.5", "decimal(5,5)", "0.12345|-0.00001|0.50000")]
    [InlineData("numeric", "123456789012345678901234567890123456789012.5", "text", "123456789012345678901234567890123456789012.5")]
    [InlineData("boolean", "true|false", "boolean", "true|false")]
    [InlineData("text", "|a|𝄞 ü|line\nbreak", "text", "|a|𝄞 ü|line\nbreak")]
    [InlineData("varchar(3)", "abc", "text", "abc")]
    [InlineData("char(3)", "a", "text", "a  ")]
    [InlineData("date", "0001-01-01|9999-12-31|2000-01-01", "date", "0001-01-01|9999-12-31|2000-01-01")]
    [InlineData("timestamp", "0001-01-01 00:00|9999-12-31 23:59:59.999999|1969-12-31 23:59:59.5", "datetime", "0001-01-01T00:00:00|9999-12-31T23:59:59.999999|1969-12-31T23:59:59.5")]
    [InlineData("timestamptz", "2020-06-01 12:00:00+02|1999-12-31 23:59:59.123456-08", "datetime_offset", "2020-06-01T10:00:00+00:00|2000-01-01T07:59:59.123456+00:00")]
    [InlineData("time", "00:00|23:59:59.999999", "time", "00:00:00|23:59:59.999999")]
    [InlineData("timetz", "12:00:00+02", "text", "12:00:00+02")]
    [InlineData("interval", "1 mon 2 days 03:04:05", "text", "1 mon 2 days 03:04:05")]
    [InlineData("uuid", "00112233-4455-6677-8899-aabbccddeeff", "guid", "00112233-4455-6677-8899-aabbccddeeff")]
    [InlineData("bytea", "\\x00ff10", "binary", "AP8Q")]
    [InlineData("json", "{\"a\" :  1.50}", "json", "{\"a\" :  1.50}")]
    [InlineData("jsonb", "{\"a\" :  1.50}", "json", "{\"a\": 1.50}")]
    [InlineData("integer[]", "{1,NULL,3}", "json", "[1,null,3]")]
    [InlineData("text[]", "{{a,b},{c,\"d,e\"}}", "json", "[[\"a\",\"b\"],[\"c\",\"d,e\"]]")]
    [InlineData("inet", "10.0.0.1/8", "text", "10.0.0.1/8")]
    [InlineData("money", "-1234.50", "text", "-1234.50")]
    [InlineData("int4range", "[1,5)", "text", "[1,5)")]
    [InlineData("xml", "<a>ü</a>", "text", "<a>ü</a>")]
    [InlineData("bit(3)", "101", "text", "101")]
    public async Task A_type_arrives_exactly(string type, string values, string expectedType, string expected)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (n int, v {type})");
        var texts = values.Split('|');
        for (int i = 0; i < texts.Length; i++) database.Execute($"INSERT INTO t VALUES ({i}, '{texts[i].Replace("'", "''", StringComparison.Ordinal)}')");
        database.Execute($"INSERT INTO t VALUES ({texts.Length}, NULL)");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Query = "SELECT v FROM t ORDER BY n" });
        (await source.DiscoverAsync(default))[0].Type.ToString().Should().Be(expectedType);
        (await source.TextsAsync()).Should().Equal([.. expected.Split('|'), "∅"]);
    }

    [SkippableTheory]
    [InlineData("date", "infinity", "infinity")]
    [InlineData("date", "0044-03-15 BC", "0044-03-15 BC")]
    [InlineData("timestamp", "-infinity", "-infinity")]
    [InlineData("timestamp", "10000-01-01 00:00:01.5", "10000-01-01 00:00:01.5")]
    [InlineData("timestamptz", "0001-12-31 23:00 BC", "0001-12-31 23:00:00 BC")]
    [InlineData("time", "24:00", "24:00:00")]
    [InlineData("numeric(5,2)", "NaN", "NaN")]
    public async Task A_value_that_no_type_of_ours_holds_rejects_its_row_with_its_text(string type, string value, string text)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (a int, v {type}); INSERT INTO t VALUES (1, '{value}'), (2, NULL)");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Table = "t", OrderBy = ["a"] });
        await source.DiscoverAsync(default);
        var batches = new List<RecordBatch>();
        await foreach (var batch in source.ReadAsync(default)) batches.Add(batch);
        var failure = batches.Single().Failures.Failures.Single();
        (failure.Row, failure.Rule.Code, failure.Field, failure.Value).Should().Be((0, "type", "v", text));
        var file = new System.Buffers.ArrayBufferWriter<byte>();
        source.RejectFormat.WriteRow(batches[0], 0, null, file);
        Encoding.UTF8.GetString(file.WrittenSpan).Should().Be($"{{\"a\":1,\"v\":\"{text}\"}}\n");
    }

    [SkippableFact]
    public async Task Parameters_are_values_whatever_they_contain()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (name text, day date, n numeric(10,2)); INSERT INTO t VALUES ('O''Neil; DROP TABLE t; --', '2020-01-01', 1.5), ('other', '2021-01-01', 2)");
        var source = database.Source(new()
        {
            Connection = PostgresDatabase.Reference,
            Query = "SELECT '@name' AS \"@day\", $$@n$$ AS q, name /* @x /* @y */ */ FROM t -- @z\nWHERE name = @name AND day < @day AND n = @n AND @nothing IS NULL;",
            Parameters = new Dictionary<string, SqlParameterOptions>
            {
                ["name"] = Parameter("O'Neil; DROP TABLE t; --", DataType.Text),
                ["day"] = Parameter("2020-06-01", DataType.Date),
                ["n"] = Parameter("1.50", DataType.Decimal(10, 2)),
                ["nothing"] = Parameter(null, DataType.Integer),
            },
        });
        (await source.ErrorsAsync()).Should().BeEmpty();
        (await source.TextsAsync()).Should().Equal("@name|@n|O'Neil; DROP TABLE t; --");
        database.Rows("SELECT count(*) FROM t").Should().Equal("2");
    }

    [SkippableFact]
    public async Task Names_are_exact()
    {
        using var database = PostgresServer.CreateDatabase("""
            CREATE SCHEMA "My.Schema";
            CREATE TABLE "My.Schema"."select ""x"".y" ("from" int, "A" int, "a" int, "" int);
            """.Replace(", \"\" int", ", \" \" int", StringComparison.Ordinal));
        database.Execute("INSERT INTO \"My.Schema\".\"select \"\"x\"\".y\" VALUES (1, 2, 3, 4)");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Schema = "My.Schema", Table = "select \"x\".y", Columns = ["a", "from", " "], Where = "\"A\" = 2", Key = ["from"] });
        (await source.TextsAsync()).Should().Equal("3|1|4");
    }

    [SkippableFact]
    public async Task Four_hundred_columns_and_a_large_value()
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE wide ({string.Join(", ", Enumerable.Range(0, 400).Select(i => $"c{i} int DEFAULT {i}"))}, big bytea)");
        database.Execute("INSERT INTO wide (big) SELECT convert_to(repeat('x', 20000000), 'UTF8') FROM generate_series(1, 2)");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Table = "wide" });
        await source.DiscoverAsync(default);
        int rows = 0;
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++, rows++)
            {
                ((TextColumn)batch[400])[row].Length.Should().Be(20_000_000);
                ((Column<long>)batch[399])[row].Should().Be(399);
            }
            batch.Dispose();
        }
        rows.Should().Be(2);
    }

    [SkippableFact]
    public async Task Ranges_read_in_parallel_see_one_state()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id int, v text); INSERT INTO t SELECT nullif(i, 5), repeat('x', 100) FROM generate_series(-20000, 20000) i");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Table = "t", Partition = new SqlPartitionOptions { By = "id", Count = 4 } });
        await source.DiscoverAsync(default);
        var seen = new HashSet<string>();
        await foreach (var batch in source.ReadAsync(default))
        {
            // The first batch is there, so all readers have begun: what happens from now on is not theirs to see.
            if (seen.Count == 0) database.Execute("DELETE FROM t WHERE id > 0; INSERT INTO t SELECT i, '' FROM generate_series(30000, 40000) i");
            for (int row = 0; row < batch.RowCount; row++) seen.Add(ValueFormatter.ToText(batch[0], row)).Should().BeTrue();
            batch.Dispose();
        }
        seen.Should().HaveCount(40_001).And.Contain("null");
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_is_taken_up_behind_the_last_key(bool keyed)
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (a int, b text, v text); INSERT INTO t SELECT i / 10, chr(97 + i % 10), repeat('x', 500) FROM generate_series(0, 99999) i");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Query = "SELECT * FROM t", Key = keyed ? ["a", "b"] : null }, new SomeRetries(3));
        await source.DiscoverAsync(default);
        var seen = new List<string>();
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync(default))
            {
                if (seen.Count is > 0 and < 30_000 || seen.Count > 60_000)
                    database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
                for (int row = 0; row < batch.RowCount; row++) seen.Add($"{ValueFormatter.ToText(batch[0], row)}{ValueFormatter.ToText(batch[1], row)}");
                batch.Dispose();
            }
        };
        if (keyed)
        {
            await read();
            seen.Should().Equal(Enumerable.Range(0, 100_000).Select(i => $"{i / 10}{(char)('a' + (i % 10))}"));
        }
        else (await read.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
    }

    [SkippableTheory]
    [InlineData("SELECT * FROM nowhere", "DM3243")]
    [InlineData("SELECT 1 AS a, 2 AS a", "DM3235")]
    [InlineData("CREATE TABLE x (a int)", "DM3236")]
    [InlineData("SELECT 1/(random()*0)::int", "DM3243")]
    [InlineData("INSERT INTO t VALUES (1) RETURNING a", "DM3243")]
    public async Task A_query_that_cannot_be_is_refused_with_its_reason(string query, string code)
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (a int)");
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Query = query });
        var read = async () => await source.TextsAsync();
        (await read.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be(code);
        database.Rows("SELECT count(*) FROM t").Should().Equal("0");
    }

    [SkippableFact]
    public async Task Reading_can_be_broken_off()
    {
        using var database = PostgresServer.CreateDatabase();
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Query = "SELECT generate_series(1, 100000000) AS i, repeat('x', 1000) AS x" });
        await source.DiscoverAsync(default);
        await foreach (var batch in source.ReadAsync(default))
        {
            batch.Dispose();
            break;
        }
        Idle(database);
    }

    [SkippableFact]
    public async Task Reading_can_be_cancelled()
    {
        using var database = PostgresServer.CreateDatabase();
        var source = database.Source(new() { Connection = PostgresDatabase.Reference, Query = "SELECT generate_series(1, 100000000) AS i, repeat('x', 1000) AS x" });
        await source.DiscoverAsync(default);
        using var cancel = new CancellationTokenSource();
        var read = async () =>
        {
            await foreach (var batch in source.ReadAsync(cancel.Token))
            {
                batch.Dispose();
                await cancel.CancelAsync();
            }
        };
        await read.Should().ThrowAsync<OperationCanceledException>();
        Idle(database);
    }

    [SkippableFact]
    public async Task A_slow_query_is_stopped()
    {
        using var database = PostgresServer.CreateDatabase();
        var slow = database.Source(new() { Connection = PostgresDatabase.Reference, Query = "SELECT pg_sleep(100)::text", CommandTimeout = 1 });
        var wait = async () => await slow.TextsAsync();
        (await wait.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3245");
        Idle(database);
    }

    /// <summary>The server may take a moment to notice that nobody listens any more.</summary>
    private static void Idle(PostgresDatabase database)
    {
        const string busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'";
        for (int i = 0; i < 200 && !Equals(database.Scalar(busy), 0L); i++) Thread.Sleep(100);
        database.Scalar(busy).Should().Be(0L);
    }

    private static SqlParameterOptions Parameter(string? value, DataType type) => new() { Value = new ScalarValue(value, PostgresDatabase.Span), Type = type };
}

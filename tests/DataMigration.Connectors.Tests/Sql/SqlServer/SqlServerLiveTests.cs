using DataMigration.Connectors.Sql.Suite;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;
using DataMigration.Tests.Sql.SqlServer;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What only this server has: its types, its triggers, its indexes.</summary>
public sealed class SqlServerLiveTests
{
    private static readonly RecordSchema People = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text));

    [SkippableFact]
    public async Task Every_type_is_read_exactly()
    {
        using var database = SqlServerServer.CreateDatabase();
        var rows = await ReadAsync(database, """
            SELECT CAST(1 AS bit) AS b, CAST(255 AS tinyint) AS t, CAST(-32768 AS smallint) AS s, CAST(-2147483648 AS int) AS i, CAST(-9223372036854775808 AS bigint) AS l,
              CAST('99999999999999999999999999999999999999' AS decimal(38,0)) AS d, CAST('-0.00000000000000000000000000000000000001' AS decimal(38,38)) AS e, CAST(922337203685477.5807 AS money) AS m, CAST(-214748.3648 AS smallmoney) AS n,
              CAST(0.1 AS real) AS r, CAST(1.7976931348623157E308 AS float) AS f, CAST('0001-01-01' AS date) AS day, CAST('23:59:59.9999999' AS time(7)) AS tm, CAST('1753-01-01T00:00:00.003' AS datetime) AS dt,
              CAST('2079-06-06T23:59:00' AS smalldatetime) AS sd, CAST('9999-12-31T23:59:59.9999999' AS datetime2(7)) AS d2, CAST('2020-02-29T01:02:03.4567891+14:00' AS datetimeoffset(7)) AS o,
              CAST('00112233-4455-6677-8899-aabbccddeeff' AS uniqueidentifier) AS g, N'Zoë 𝄞 ' AS nv, CAST('abc' AS char(5)) AS c, CAST(N'long 😀' AS nvarchar(max)) AS big, CAST('<a>x</a>' AS xml) AS x,
              CAST(0x00FF AS varbinary(max)) AS vb, CAST(0x01 AS binary(3)) AS bi, CAST(12.50 AS sql_variant) AS v, CAST(NULL AS int) AS nothing
            """);
        rows.Single().Should().BeEquivalentTo(new object?[]
        {
            true, 255L, -32768L, -2147483648L, long.MinValue, Int128.Parse("99999999999999999999999999999999999999"), -Int128.One, Int128.Parse("9223372036854775807"), Int128.Parse("-2147483648"),
            0.1, double.MaxValue, DateOnly.MinValue, new TimeOnly(863999999999), new DateTime(1753, 1, 1).AddMilliseconds(3), new DateTime(2079, 6, 6, 23, 59, 0), DateTime.MaxValue, new DateTimeOffset(2020, 2, 29, 1, 2, 3, TimeSpan.FromHours(14)).AddTicks(4567891),
            Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), "Zoë 𝄞 ", "abc  ", "long 😀", "<a>x</a>", new byte[] { 0, 255 }, new byte[] { 1, 0, 0 }, "12.50", null,
        }, o => o.WithStrictOrdering());
    }

    [SkippableFact]
    public async Task Every_type_is_written_exactly_straight_and_over_the_stage()
    {
        foreach (var mode in new[] { SqlMode.Insert, SqlMode.Upsert })
        {
            using var database = SqlServerServer.CreateDatabase("""
                CREATE TABLE t (id int NOT NULL PRIMARY KEY, b bit, ti tinyint, si smallint, d decimal(38,10), m money, sm smallmoney, r real, f float, day date, tm time(3), dt datetime, sd smalldatetime, d2 datetime2(5),
                  o datetimeoffset(7), g uniqueidentifier, c char(3), v varchar(10), nv nvarchar(10), nm nvarchar(max), vb varbinary(max), bi binary(2), x xml, rv rowversion, twice AS (id * 2), nt ntext, im image)
                """);
            var schema = new RecordSchema(
            [
                new("id", DataType.Integer), new("b", DataType.Boolean), new("ti", DataType.Integer), new("si", DataType.Integer), new("d", DataType.Decimal(38, 10)), new("m", DataType.Decimal(19, 4)), new("sm", DataType.Decimal(10, 4)),
                new("r", DataType.Number), new("f", DataType.Number), new("day", DataType.Date), new("tm", DataType.Time) { FractionDigits = 3 }, new("dt", DataType.DateTime) { FractionDigits = 3 }, new("sd", DataType.DateTime) { FractionDigits = 0 },
                new("d2", DataType.DateTime) { FractionDigits = 5 }, new("o", DataType.DateTimeOffset), new("g", DataType.Guid), new("c", DataType.Text), new("v", DataType.Text), new("nv", DataType.Text), new("nm", DataType.Text), new("vb", DataType.Binary),
                new("bi", DataType.Binary), new("x", DataType.Text), new("nt", DataType.Text), new("im", DataType.Binary),
            ]);
            object?[][] rows =
            [
                [1, true, 255, -32768, Int128.Parse("99999999999999999999999999999999999999"), Int128.Parse("-9223372036854775808") + 1, Int128.Parse("2147483647"), 0.1, double.MinValue, DateOnly.MaxValue, new TimeOnly(23, 59, 59, 999),
                    new DateTime(2020, 1, 1, 0, 0, 0, 7), new DateTime(1900, 1, 1), new DateTime(2020, 1, 1).AddTicks(1234500), new DateTimeOffset(2020, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-570)).AddTicks(7), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"),
                    "abc", "Zoë", "𝄞", new string('x', 300_000) + "😀", Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray(), new byte[] { 1, 2 }, "<a>ü</a>", "old 😀", new byte[] { 9 }],
                [2, .. new object?[24]],
                [3, false, 0, 0, Int128.Zero, Int128.Zero, Int128.Zero, 0.0, -0.0, DateOnly.MinValue, TimeOnly.MinValue, new DateTime(1753, 1, 1), new DateTime(1900, 1, 1), DateTime.MinValue, DateTimeOffset.MinValue, Guid.Empty, "   ", "", "", "", Array.Empty<byte>(),
                    new byte[] { 0, 0 }, "", "", Array.Empty<byte>()],
            ];
            (await LoadAsync(database, "t", mode, schema, rows)).Counts.Should().Be("+3");
            var back = await ReadAsync(database, $"SELECT {string.Join(", ", schema.Fields.Select(f => f.Name))} FROM t ORDER BY id");
            back.Should().BeEquivalentTo(rows.Select(r => r.Select(v => v is int i ? (long)i : v)), o => o.WithStrictOrdering(), mode.ToString());
            if (mode == SqlMode.Upsert) (await LoadAsync(database, "t", mode, schema, rows)).Counts.Should().Be("=3", "nothing differs");
        }
    }

    [SkippableTheory]
    [InlineData("RAISERROR('not this one', 16, 1);")]
    [InlineData("THROW 51000, 'not this one', 1;")]
    [InlineData("ROLLBACK TRANSACTION;")]
    [InlineData("ROLLBACK TRANSACTION; RAISERROR('not this one', 16, 1);")]
    [InlineData("DECLARE @n int = CAST('x' AS int);")]
    public async Task A_trigger_refuses_its_rows_whatever_it_does_to_the_transaction(string refuses)
    {
        foreach (var mode in new[] { SqlMode.Insert, SqlMode.Upsert })
        {
            using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50));;"
                + $"CREATE TRIGGER refuse ON t AFTER INSERT AS BEGIN SELECT 'noise'; UPDATE t SET name = name WHERE 1 = 0; IF EXISTS (SELECT 1 FROM inserted WHERE id % 7 = 3) BEGIN {refuses} END END");
            var outcome = await LoadAsync(database, "t", mode, People, [.. Enumerable.Range(0, 60).Select(i => new object?[] { i, "n" })]);
            outcome.Rejects.Should().Equal(Enumerable.Range(0, 60).Where(i => i % 7 == 3).Select(i => $"{i} trigger -"), mode.ToString());
            database.Rows("SELECT COUNT(*) FROM t").Should().Equal("51");
        }
    }

    [SkippableFact]
    public async Task An_index_that_swallows_duplicates_swallows_none()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50));;CREATE UNIQUE INDEX u ON t (name) WITH (IGNORE_DUP_KEY = ON)");
        (await LoadAsync(database, "t", SqlMode.Insert, People, [1, "a"], [2, "a"], [3, null], [4, null])).Rejects.Should().Equal("1 unique name", "3 unique name");
    }

    [SkippableFact]
    public async Task Rules_that_no_query_foresees_refuse_their_rows_alone()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), low int DEFAULT 5, CONSTRAINT far CHECK (id < low * 10), CONSTRAINT odd CHECK (10 / (id - 3) <> 99))"
            + ";;CREATE UNIQUE INDEX part ON t (name) WHERE id > 1");
        (await LoadAsync(database, "t", SqlMode.Insert, People, [1, "a"], [2, "a"], [4, "a"], [50, "b"], [3, "c"], [5, "d"])).Rejects.Select(r => r[..r.IndexOf(' ', 2)]).Should().Equal("2 unique", "3 check", "4 type");
    }

    [SkippableFact]
    public async Task Letters_of_another_case_are_one_key_and_another_value()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (code nvarchar(10) COLLATE Latin1_General_CI_AS NOT NULL PRIMARY KEY, name nvarchar(50) COLLATE Latin1_General_CI_AS);;INSERT INTO t VALUES ('a', 'ann')");
        var schema = TestRows.Schema(("code", DataType.Text), ("name", DataType.Text));
        var outcome = await LoadAsync(database, "t", SqlMode.Upsert, schema, ["code"], ["A", "Ann"], ["b", "Bob"], ["B ", "Ben"]);
        (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+1 ~1", "2 duplicate code"));
        database.Rows("SELECT name FROM t ORDER BY code").Should().Equal("Ann", "Bob");
    }

    [SkippableFact]
    public async Task A_query_without_names_or_of_types_that_are_the_servers_own_is_refused()
    {
        using var database = SqlServerServer.CreateDatabase();
        var nameless = () => ReadAsync(database, "SELECT 1 AS a, 2");
        (await nameless.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3268");
        var own = () => ReadAsync(database, "SELECT CAST('/1/' AS hierarchyid) AS h");
        (await own.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Remedy.Should().Contain("[h].ToString()");
    }

    [SkippableFact]
    public async Task Reading_goes_on_behind_the_last_key_of_each_type_of_key()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (at datetime NOT NULL, code varchar(10) COLLATE SQL_Latin1_General_CP1_CI_AS NOT NULL, PRIMARY KEY (at, code));;"
            + "INSERT INTO t VALUES ('2020-01-01T00:00:00.003', 'a-c'), ('2020-01-01T00:00:00.003', 'ab'), ('2020-01-01T00:00:00.003', 'ac'), ('2020-01-01T00:00:00.007', 'a')");
        var source = new SqlSourceOptions { Connection = Reference, Table = "t", Key = ["at", "code"] };
        var queries = new Reading.SqlQueries(source, database.Connect(), TestDatabase.Span);
        var all = await ReadAsync(database, queries.Whole);
        for (int i = 0; i < all.Count; i++)
        {
            var after = queries.After([((DateTime)all[i][0]!).ToString("yyyy-MM-ddTHH:mm:ss.fff"), (string)all[i][1]!], [DataType.DateTime, DataType.Text]);
            (await ReadAsync(database, after)).Select(r => r[1]).Should().Equal(all.Skip(i + 1).Select(r => r[1]));
        }
    }

    [SkippableFact]
    public async Task Ranges_of_an_ordered_table_are_read()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id int NOT NULL PRIMARY KEY, name nvarchar(50));;INSERT INTO t VALUES (1, 'b'), (2, 'a'), (9, 'c')");
        var connection = database.Connect();
        var source = new SqlSource(new SqlSourceOptions { Connection = Reference, Table = "t", OrderBy = ["name"], Partition = new SqlPartitionOptions { By = "id", Count = 3 } },
            new ConnectorContext { Name = "crm", Span = TestDatabase.Span, Connection = _ => connection, Retries = NoRetries.Instance });
        (await Rows.ReadAsync(source)).Select(r => r[0]).Should().BeEquivalentTo(new object[] { 1L, 2L, 9L });
    }

    [SkippableFact]
    public async Task Several_connections_do_not_wait_for_one_another_when_rules_are_off()
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), CONSTRAINT few CHECK (id < 100))");
        var options = new SqlTargetOptions { Connection = Reference, Table = "t", CheckConstraints = false, Connections = 3, CommandTimeout = 20 };
        await using var load = await OpenLoad.StartAsync(Target(database, options), People);
        for (int chunk = 0; chunk < 3; chunk++)
        {
            await load.WriteAsync([[.. Enumerable.Range(chunk * 10, 10).Select(i => new object?[] { i, "n" })]]);
            await load.CommitAsync();
        }
        await load.CompleteAsync();
        database.Rows("SELECT COUNT(*) FROM t").Should().Equal("30");
        database.Rows("SELECT COUNT(*) FROM sys.check_constraints WHERE is_disabled = 1 OR is_not_trusted = 1").Should().Equal("0");
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_lost_is_taken_up_again_without_a_row_twice(bool atCommit)
    {
        using var database = SqlServerServer.CreateDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50))");
        await using var load = await OpenLoad.StartAsync(Target(database, new SqlTargetOptions { Connection = Reference, Table = "t" }), People);
        await load.WriteAsync([[[1, "a"], [2, "b"]]]);
        await load.CommitAsync();
        if (atCommit) await load.WriteAsync([[[3, "c"]]]);
        database.Kill();
        var lost = async () =>
        {
            if (!atCommit) await load.WriteAsync([[[3, "c"]]]);
            await load.CommitAsync();
        };
        (await lost.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeTrue();
        await load.WriteAsync([[[3, "c"]]]);
        await load.CommitAsync();
        await load.CompleteAsync();
        database.Rows("SELECT id FROM t ORDER BY id").Should().Equal("1", "2", "3");
        database.Rows("SELECT COUNT(*) FROM datamigration_commits").Should().Equal("0");
    }

    private static ConnectionReference Reference => TestDatabase.Reference;

    private static SqlTarget Target(SqlServerDatabase database, SqlTargetOptions options)
    {
        var connection = database.Connect();
        return
new SqlTarget(options, new ConnectorContext { Name = "crm", Span = TestDatabase.Span, Connection = _ => connection, Retries = NoRetries.Instance });
    }

    private static Task<Outcome> LoadAsync(SqlServerDatabase database, string table, SqlMode mode, RecordSchema schema, params object?[][] rows) =>
        LoadAsync(database, table, mode, schema, mode == SqlMode.Insert ? [] : ["id"], rows);

    private static async Task<Outcome> LoadAsync(SqlServerDatabase database, string table, SqlMode mode, RecordSchema schema, string[] key, params object?[][] rows)
    {
        await using var load = await OpenLoad.StartAsync(Target(database, new SqlTargetOptions { Connection = Reference, Table = table, Mode = mode, Key = TestDatabase.Fields(key) }), schema);
        await load.WriteAsync([rows]);
        await load.CommitAsync();
        await load.CompleteAsync();
        return load.Outcome;
    }

    private static Task<List<object?[]>> ReadAsync(SqlServerDatabase database, string query) => ReadAsync(database, new SqlQuery(query, TestDatabase.Span));

    private static async Task<List<object?[]>> ReadAsync(SqlServerDatabase database, SqlQuery query)
    {
        await using var reader = await database.Connect().OpenReaderAsync(query, default);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(default) is { } batch)
        {
            rows.AddRange(TestRows.Values(batch));
            batch.Dispose();
        }
        return rows;
    }
}

using DataMigration.Connectors.Sql.Sqlite;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

public sealed class SqliteParametersTests
{
    [Theory]
    [InlineData("integer", "9007199254740993", "n = @v AND typeof(@v) = 'integer'")]
    [InlineData("text", "x' OR 1=1 --", "t = @v")]
    [InlineData("number", "0.1", "r = @v AND typeof(@v) = 'real'")]
    [InlineData("boolean", "true", "b = @v AND typeof(@v) = 'integer'")]
    [InlineData("date", "2026-02-28", "d = @v")]
    [InlineData("binary", "AP8=", "x = @v AND typeof(@v) = 'blob'")]
    [InlineData("decimal(12,2)", "12.50", "p = @v AND p * 2 > @v")]
    [InlineData("decimal(38,2)", "123456789012345678901234567890123456.78", "big = @v")]
    [InlineData("integer", null, "n <> 0 AND @v IS NULL")]
    public async Task A_value_is_bound_as_a_column_of_its_type_holds_it(string type, string? text, string where)
    {
        using var database = new TestDatabase("""
            CREATE TABLE t (n INTEGER, t TEXT, r REAL, b BOOLEAN, d DATE, x BLOB, p DECIMAL(12,2), big DECIMAL_TEXT(38,2));;
            INSERT INTO t VALUES (9007199254740993, 'x'' OR 1=1 --', 0.1, 1, '2026-02-28', x'00FF', 12.5, '123456789012345678901234567890123456.78'), (0, '', 0, 0, '', x'', 0, '')
            """);
        DataType.TryParse(type, out var parsed).Should().BeTrue();
        (await Count(database, $"SELECT count(*) AS c FROM t WHERE {where}", new SqlParameter("v", parsed, text))).Should().Be(1);
    }

    [Theory]
    [InlineData("SELECT @other", "@other")]
    [InlineData("SELECT ?", "?")]
    [InlineData("SELECT :v", ":v")]
    public async Task A_parameter_without_a_value_is_no_null(string query, string name)
    {
        using var database = new TestDatabase("CREATE TABLE t (n INTEGER)");
        var count = () => Count(database, query, new SqlParameter("v", DataType.Integer, "1"));
        var failure = (await count.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
        (failure.Code, failure.Message.Contains($"parameter {name} ")).Should().Be(("DM3286", true));
    }

    [Fact]
    public async Task First_rows_that_do_not_come_are_not_waited_for()
    {
        using var database = new TestDatabase("CREATE TABLE t (n INTEGER)");
        var query = new SqlQuery("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0", TestDatabase.Span) { CommandTimeout = 1 };
        await using var reader = await ((ISqlConnection)database.Connection).OpenReaderAsync(query, default);
        var read = () => reader.ReadAsync(default).AsTask();
        (await read.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3283");
    }

    [Fact]
    public async Task Readers_read_side_by_side()
    {
        using var database = new TestDatabase("CREATE TABLE t (n INTEGER);; INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n");
        var connection = (ISqlConnection)database.Connection;
        await using var snapshot = await connection.OpenSnapshotAsync(default);
        long[] sums = await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(async () =>
        {
            var query = new SqlQuery("SELECT n FROM t WHERE n % 4 = @part", TestDatabase.Span) { Parameters = [new SqlParameter("part", DataType.Integer, $"{part}")] };
            await using var reader = await snapshot.OpenReaderAsync(query, default);
            long sum = 0;
            while (await reader.ReadAsync(default) is { } batch)
                using (batch) sum += TestRows.Values(batch).Sum(r => (long)r[0]!);
            return sum;
        })));
        sums.Sum().Should().Be(50000L * 50001 / 2);
    }

    private static async Task<long> Count(TestDatabase database, string sql, SqlParameter parameter)
    {
        await using var reader = await ((ISqlConnection)database.Connection).OpenReaderAsync(new SqlQuery(sql, TestDatabase.Span) { Parameters = [parameter] }, default);
        using var batch = (await reader.ReadAsync(default))!;
        return long.Parse(TestRows.Values(batch).Single()[0]!.ToString()!);
    }
}

using DataMigration.Connectors.Sql.Staging;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

public sealed class SqlServerTypeTests
{
    [Theory]
    [InlineData("bit", 1, 1, 0, "boolean", 7)]
    [InlineData("tinyint", 1, 3, 0, "integer", 7)]
    [InlineData("smallint", 2, 5, 0, "integer", 7)]
    [InlineData("int", 4, 10, 0, "integer", 7)]
    [InlineData("bigint", 8, 19, 0, "integer", 7)]
    [InlineData("decimal", 17, 38, 38, "decimal(38,38)", 7)]
    [InlineData("money", 8, 19, 255, "decimal(19,4)", 7)]
    [InlineData("smallmoney", 4, 10, 255, "decimal(10,4)", 7)]
    [InlineData("real", 4, 7, 255, "number", 7)]
    [InlineData("float", 8, 15, 255, "number", 7)]
    [InlineData("date", 3, 10, 0, "date", 7)]
    [InlineData("time", 5, 16, 3, "time", 3)]
    [InlineData("datetime", 8, 23, 3, "datetime", 3)]
    [InlineData("smalldatetime", 4, 16, 0, "datetime", 0)]
    [InlineData("datetime2", 8, 27, 5, "datetime", 5)]
    [InlineData("datetimeoffset", 10, 34, 7, "datetime_offset", 7)]
    [InlineData("uniqueidentifier", 16, 255, 255, "guid", 7)]
    [InlineData("nvarchar", 2147483647, 255, 255, "text", 7)]
    [InlineData("xml", 2147483647, 255, 255, "text", 7)]
    [InlineData("timestamp", 8, 255, 255, "binary", 7)]
    [InlineData("image", 2147483647, 255, 255, "binary", 7)]
    [InlineData("sql_variant", 8009, 255, 255, "text", 7)]
    [InlineData("json", -1, 255, 255, "json", 7)]
    public void A_column_is_read_as(string type, int size, int precision, int scale, string field, int digits)
    {
        var result = SqlServerResult.Of("c", type, size, precision, scale)!;
        (result.Field.Type.ToString(), result.Field.FractionDigits).Should().Be((field, digits));
    }

    [Theory]
    [InlineData("crm.sys.hierarchyid")]
    [InlineData("crm.sys.geography")]
    [InlineData("vector")]
    public void A_type_of_the_server_alone_is_not_read(string type) => SqlServerResult.Of("c", type, 8000, 0, 0).Should().BeNull();

    [Theory]
    [InlineData("text", "nvarchar", 100, 0, null)]
    [InlineData("integer", "nvarchar", 100, 0, null)]
    [InlineData("guid", "varchar", 35, 0, "every guid has 36 characters")]
    [InlineData("binary", "nvarchar", 100, 0, "it takes text only")]
    [InlineData("text", "int", 4, 0, "it takes whole numbers only")]
    [InlineData("decimal(5,0)", "int", 4, 0, null)]
    [InlineData("decimal(5,2)", "int", 4, 0, "it takes whole numbers only")]
    [InlineData("decimal(12,4)", "decimal", 9, 2, "it keeps 2 decimals (`round` says how the others go)")]
    [InlineData("decimal(12,4)", "money", 8, 4, null)]
    [InlineData("decimal(12,5)", "money", 8, 4, "it keeps 4 decimals (`round` says how the others go)")]
    [InlineData("number", "real", 4, 0, null)]
    [InlineData("decimal(5,2)", "float", 8, 0, "it takes numbers in binary floating point")]
    [InlineData("boolean", "bit", 1, 0, null)]
    [InlineData("integer", "bit", 1, 0, "it takes true and false only")]
    [InlineData("date", "datetime", 8, 3, null)]
    [InlineData("datetime", "datetime2", 8, 7, null)]
    [InlineData("datetime", "datetime2", 8, 3, "it keeps 3 digits of a second's fraction (`precision: 3` cuts the others)")]
    [InlineData("datetime", "datetime", 8, 3, "it keeps steps of 1/300 second (`precision: 3` cuts the digits behind them)")]
    [InlineData("datetime", "smalldatetime", 4, 0, "it keeps whole minutes (`precision: 0` cuts the fractions of a second)")]
    [InlineData("datetime_offset", "datetimeoffset", 10, 7, null)]
    [InlineData("datetime_offset", "datetime2", 8, 7, "it takes a day and time without offset")]
    [InlineData("time", "time", 5, 0, "it keeps 0 digits of a second's fraction (`precision: 0` cuts the others)")]
    [InlineData("guid", "uniqueidentifier", 16, 0, null)]
    [InlineData("json", "nvarchar", -1, 0, null)]
    [InlineData("text", "sql_variant", 8016, 0, "values of sql_variant have no form that this program knows")]
    [InlineData("text", "geography", -1, 0, "values of geography have no form that this program knows")]
    public void A_field_fits_a_column_or_does_not(string field, string type, int length, int scale, string? refusal)
    {
        DataType.TryParse(field, out var parsed).Should().BeTrue();
        SqlServerFit.Refusal(new Field("f", parsed), SqlServerPlans.Column("c", type, length, 0, scale)).Should().Be(refusal);
    }

    [Fact]
    public void Cells_are_refused_that_the_column_would_cut_round_or_fill()
    {
        Refused("varchar", 5, DataType.Text, "abcde", "abcdef", "Zoë", "Ω").Should().Equal("1 length", "3 type");
        Refused("nvarchar", 4, DataType.Text, "ab", "𝄞", "𝄞a").Should().Equal("2 length");
        Refused("binary", 2, DataType.Binary, new byte[] { 1, 2 }, new byte[] { 1 }, new byte[] { 1, 2, 3 }).Should().Equal("1 length", "2 length");
        Refused("tinyint", 1, DataType.Integer, 0L, 255L, 256L, -1L).Should().Equal("2 range", "3 range");
        Refused("int", 4, DataType.Decimal(12, 0), 2147483647L, 2147483648L).Should().Equal("1 range");
        Refused("real", 4, DataType.Number, 0.1, 0.1f + 1e-12, 1e300, double.NaN, 16777216.0).Should().Equal("1 range", "2 range", "3 range");
        Refused("float", 8, DataType.Integer, 1L << 53, (1L << 53) + 1).Should().Equal("1 range");
        Refused("datetime", 8, DataType.DateTime, new DateTime(1753, 1, 1), new DateTime(1752, 12, 31), new DateTime(2020, 1, 1).AddMilliseconds(3), new DateTime(2020, 1, 1).AddMilliseconds(4)).Should().Equal("1 range", "3 type");
        Refused("smalldatetime", 4, DataType.DateTime, new DateTime(2079, 6, 6, 23, 59, 0), new DateTime(2079, 6, 7), new DateTime(2020, 1, 1, 0, 0, 1)).Should().Equal("1 range", "2 type");
        Refused("money", 8, DataType.Decimal(38, 4), Int128.Parse("9223372036854775807"), Int128.Parse("9223372036854775808")).Should().Equal("1 range");
        Refused("smallmoney", 4, DataType.Integer, 214748L, 214749L).Should().Equal("1 range");
        Refused("datetime", 8, DataType.Date, new DateOnly(1752, 1, 1), new DateOnly(1753, 1, 1)).Should().Equal("0 range");
    }

    [Fact]
    public void Decimals_keep_within_their_digits()
    {
        var column = SqlServerPlans.Column("c", "decimal", 9, 5, 2);
        Refused(column, DataType.Decimal(10, 1), 9999L, 10000L, -10000L).Should().Equal("1 range", "2 range");
        Refused(column, DataType.Integer, 999L, 1000L).Should().Equal("1 range");
    }

    [Fact]
    public void Rows_are_sent_in_the_very_types_of_their_columns()
    {
        (string Type, int Length, int Precision, int Scale, DataType Field, object Value, object Sent)[] cases =
        [
            ("nvarchar", -1, 0, 0, DataType.Text, "ü𝄞", "ü𝄞"), ("varchar", 10, 0, 0, DataType.Integer, 12L, "12"), ("xml", -1, 0, 0, DataType.Text, "<a/>", "<a/>"), ("nvarchar", 200, 0, 0, DataType.Boolean, true, "true"),
            ("bit", 1, 0, 0, DataType.Boolean, false, false), ("tinyint", 1, 0, 0, DataType.Integer, 7L, (byte)7), ("smallint", 2, 0, 0, DataType.Integer, -7L, (short)-7), ("int", 4, 0, 0, DataType.Decimal(9, 0), 7L, 7),
            ("bigint", 8, 0, 0, DataType.Integer, long.MinValue, long.MinValue), ("real", 4, 0, 0, DataType.Number, 0.1, 0.1f), ("float", 8, 0, 0, DataType.Integer, 5L, 5.0), ("float", 8, 0, 0, DataType.Number, 0.1, 0.1),
            ("decimal", 17, 38, 4, DataType.Decimal(10, 2), 12345L, System.Data.SqlTypes.SqlDecimal.Parse("123.4500")), ("money", 8, 19, 4, DataType.Decimal(10, 2), -12345L, -123.45m), ("smallmoney", 4, 10, 4, DataType.Integer, 3L, 3m),
            ("date", 3, 0, 0, DataType.Date, new DateOnly(2020, 2, 29), new DateTime(2020, 2, 29)), ("datetime2", 8, 0, 7, DataType.DateTime, new DateTime(5), new DateTime(5)), ("datetime", 8, 0, 3, DataType.Date, new DateOnly(2020, 2, 29), new DateTime(2020, 2, 29)),
            ("datetimeoffset", 10, 0, 7, DataType.DateTimeOffset, new DateTimeOffset(1, TimeSpan.Zero), new DateTimeOffset(1, TimeSpan.Zero)),
            ("time", 5, 0, 7, DataType.Time, new TimeOnly(1), new TimeSpan(1)), ("uniqueidentifier", 16, 0, 0, DataType.Guid, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")),
            ("varbinary", -1, 0, 0, DataType.Binary, new byte[] { 0, 255 }, new byte[] { 0, 255 }),
        ];
        var schema = TestRows.Schema([.. cases.Select((c, i) => ($"f{i}", c.Field))]);
        var table = SqlServerPlans.Table(new SqlName(null, "t"), [.. cases.Select((c, i) => SqlServerPlans.Column($"f{i}", c.Type, c.Length, c.Precision, c.Scale))]);
        var fields = Enumerable.Range(0, cases.Length).ToArray();
        using var batch = TestRows.Batch(schema, [.. cases.Select(c => (object?)c.Value)], new object?[cases.Length]);
        using var chunk = new StageChunk([new WriteBatch(batch, batch.Selection, null)], new SqlServerEncoder(SqlServerPlans.Write(table, schema, SqlMode.Insert, []), fields, table, isKeyed: false));
        chunk.Results[0].Failures.Should().BeEmpty();
        using var rows = new SqlServerRows(chunk, 0, chunk.Rows.Length - 1, fields, [.. table.Columns.Cast<SqlServerColumn>().Select(c => c.Type)], numbered: true);
        var sent = new List<object[]>();
        while (rows.Read())
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            sent.Add(values);
        }
        sent.Should().HaveCount(2);
        sent[0].Should().BeEquivalentTo(cases.Select(c => c.Sent).Prepend(0), o => o.WithStrictOrdering());
        sent[0].Select((v, i) => v.GetType() == rows.GetFieldType(i)).Should().AllBeEquivalentTo(true);
        sent[1].Should().Equal([1, .. Enumerable.Repeat(DBNull.Value, cases.Length)]);
    }

    [Fact]
    public void A_long_text_is_streamed_to_the_letter()
    {
        string text = "\uFEFF" + new string('x', 300_000) + "😀";
        using var batch = TestRows.Batch(TestRows.Schema(("c", DataType.Text)), [text], [null]);
        using var chunk = new StageChunk([new WriteBatch(batch, batch.Selection, new SqlServerEncoder(SqlServerPlans.Write(SqlServerPlans.Table(new SqlName(null, "t")), batch.Schema, SqlMode.Insert, []), [], SqlServerPlans.Table(new SqlName(null, "t")), isKeyed: false).Encode(batch, batch.Selection.Rows))], null!);
        using var rows = new SqlServerRows(chunk, 0, 1, [0], [new SqlServerType("nvarchar", -1, 0, 0)], numbered: true);
        rows.HasLongValues.Should().BeTrue();
        rows.Read().Should().BeTrue();
        (rows.GetTextReader(1).ReadToEnd() == text).Should().BeTrue();
    }

    private static IEnumerable<string> Refused(string type, int length, DataType field, params object[] values) => Refused(SqlServerPlans.Column("c", type, length, type == "money" ? 19 : 10, type.EndsWith("money", StringComparison.Ordinal) ? 4 : 0), field, values);

    private static IEnumerable<string> Refused(SqlServerColumn column, DataType field, params object[] values)
    {
        using var batch = TestRows.Batch(TestRows.Schema(("c", field)), [.. values.Select(v => new object?[] { v })]);
        var cell = new SqlServerCell(batch.Schema[0], column, nullable: false, isKey: false);
        cell.Attach(batch[0]);
        return [.. Enumerable.Range(0, values.Length).Select(cell.Check).OfType<Failures.RowFailure>().Select(f => $"{f.Row} {f.Rule.Code}")];
    }
}

using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Suite;

public abstract partial class SqlLoadSuite
{
    /// <summary>mode, duplicates, what stands there, the load, the counts, the rejects, what stands there afterwards.</summary>
    public static readonly TheoryData<SqlMode, DuplicatePolicy, string, string, string, string, string> ModeCases = new()
    {
        { SqlMode.Insert, DuplicatePolicy.Reject, "", "", "", "", "" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "", "1:a 2:b", "+2", "", "1:a 2:b" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "1:a 2:b", "3:c 4:", "+2", "", "1:a 2:b 3:c 4:" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "", "1:a 1:b 2:c 1:d", "+2", "1 unique id, 3 unique id", "1:a 2:c" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "", ":a 1:b :c", "+1", "0 not_null id, 2 not_null id", "1:b" },
        { SqlMode.Insert, DuplicatePolicy.Reject, "1:a", "1:x 2:b 1:a", "+1", "0 unique id, 2 unique id", "1:a 2:b" },

        { SqlMode.InsertNew, DuplicatePolicy.Reject, "", "1:a 2:b", "+2", "", "1:a 2:b" },
        { SqlMode.InsertNew, DuplicatePolicy.Reject, "1:a", "1:x 2:b 1:y", "+1 >2", "", "1:a 2:b" },
        { SqlMode.InsertNew, DuplicatePolicy.Last, "1:a", "1:x 2:b 1:y", "+1 >2", "", "1:a 2:b" },
        { SqlMode.InsertNew, DuplicatePolicy.Reject, "", "1:a 1:b 2:c", "+2", "1 duplicate id", "1:a 2:c" },
        { SqlMode.InsertNew, DuplicatePolicy.First, "", "1:a 1:b 2:c", "+2 >1", "", "1:a 2:c" },
        { SqlMode.InsertNew, DuplicatePolicy.Last, "", "1:a 1:b 2:c 1:b", "+2 ~1 =1", "", "1:b 2:c" },
        { SqlMode.InsertNew, DuplicatePolicy.Reject, "", ":a 1:b", "+1", "0 not_null id", "1:b" },

        { SqlMode.Upsert, DuplicatePolicy.Reject, "", "", "", "", "" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "", "1:a 2:b", "+2", "", "1:a 2:b" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "1:a 2:b 3:c 4: 5:e", "1:a 2:x 3: 4: 6:f", "+1 ~2 =2", "", "1:a 2:x 3: 4: 5:e 6:f" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "1:a", "1:b 1:c 2:d 2:e", "+1 ~1", "1 duplicate id, 3 duplicate id", "1:b 2:d" },
        { SqlMode.Upsert, DuplicatePolicy.First, "1:a", "1:b 1:c 2:d 2:e", "+1 ~1 >2", "", "1:b 2:d" },
        { SqlMode.Upsert, DuplicatePolicy.Last, "1:a", "1:b 1:c 2:d 2:e 2:e", "+1 ~3 =1", "", "1:c 2:e" },
        { SqlMode.Upsert, DuplicatePolicy.Last, "1:a", "1:b 1:a", "~2", "", "1:a" },
        { SqlMode.Upsert, DuplicatePolicy.Reject, "1:a", ":x 1:b :y", "~1", "0 not_null id, 2 not_null id", "1:b" },

        { SqlMode.Update, DuplicatePolicy.Reject, "", "1:a", ">1", "", "" },
        { SqlMode.Update, DuplicatePolicy.Reject, "1:a 2:b 3:c", "1:a 2:x 3: 9:z", "~2 =1 >1", "", "1:a 2:x 3:" },
        { SqlMode.Update, DuplicatePolicy.Reject, "1:a", "1:b 1:c 9:x 9:y", "~1 >2", "1 duplicate id", "1:b" },
        { SqlMode.Update, DuplicatePolicy.First, "1:a", "1:a 1:c", "=1 >1", "", "1:a" },
        { SqlMode.Update, DuplicatePolicy.Last, "1:a", "1:b 1:c", "~2", "", "1:c" },
        { SqlMode.Update, DuplicatePolicy.Reject, "1:a", ":x 1:b", "~1", "0 not_null id", "1:b" },

        { SqlMode.Delete, DuplicatePolicy.Reject, "", "1:a", ">1", "", "" },
        { SqlMode.Delete, DuplicatePolicy.Reject, "1:a 2:b 3:c", "1:q 9:z 3:", "-2 >1", "", "2:b" },
        { SqlMode.Delete, DuplicatePolicy.Reject, "1:a 2:b", "1:a 1:a 9:x 9:x", "-1 >2", "1 duplicate id", "2:b" },
        { SqlMode.Delete, DuplicatePolicy.First, "1:a 2:b", "1:a 1:a", "-1 >1", "", "2:b" },
        { SqlMode.Delete, DuplicatePolicy.Last, "1:a 2:b", "1:a 1:a", "=1 -1", "", "2:b" },
        { SqlMode.Delete, DuplicatePolicy.Reject, "1:a 2:b", ":a 2:", "-1", "0 not_null id", "1:a" },

        { SqlMode.Truncate, DuplicatePolicy.Reject, "1:a 2:b", "", "", "", "" },
        { SqlMode.Truncate, DuplicatePolicy.Reject, "1:a 2:b", "2:x 3:c", "+2", "", "2:x 3:c" },
        { SqlMode.Truncate, DuplicatePolicy.Reject, "1:a", "1:b 1:c :d", "+1", "1 unique id, 2 not_null id", "1:b" },

        { SqlMode.Replace, DuplicatePolicy.Reject, "1:a 2:b", "", "", "", "" },
        { SqlMode.Replace, DuplicatePolicy.Reject, "1:a 2:b", "2:x 3:c", "+2", "", "2:x 3:c" },
        { SqlMode.Replace, DuplicatePolicy.Reject, "1:a", "1:b 1:c :d", "+1", "1 unique id, 2 not_null id", "1:b" },
    };

    [SkippableTheory]
    [MemberData(nameof(ModeCases))]
    public async Task A_mode_does_what_it_says(SqlMode mode, DuplicatePolicy duplicates, string before, string load, string counts, string rejects, string after)
    {
        foreach (var (shape, chunks) in Shapes(Parse(load)))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync(NewPeople(database, before));
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id") with { Duplicates = duplicates }, People, chunks);
            outcome.Counts.Should().Be(counts, shape);
            string.Join(", ", outcome.Rejects).Should().Be(rejects, shape);
            (await PeopleOf(database)).Should().Be(after, shape);
        }
    }

    [SkippableTheory]
    [InlineData(SqlMode.Insert, "+3")]
    [InlineData(SqlMode.InsertNew, "+3 >1")]
    [InlineData(SqlMode.Upsert, "+3 ~1")]
    [InlineData(SqlMode.Update, "~1 >3")]
    [InlineData(SqlMode.Delete, "-1 >3")]
    [InlineData(SqlMode.Truncate, "+4")]
    [InlineData(SqlMode.Replace, "+4")]
    public async Task A_key_can_have_several_columns_in_any_order(SqlMode mode, string counts)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (b {database.Text} NOT NULL, name {database.Text}, a BIGINT NOT NULL, PRIMARY KEY (a, b));;INSERT INTO t VALUES ('x', 'old', 1)");
        var schema = TestRows.Schema(("name", DataType.Text), ("b", DataType.Text), ("a", DataType.Integer));
        var outcome = await LoadAsync(database, Into("t", mode, "b", "a"), schema, ["1", "x", 1], ["2", "y", 1], ["3", "x", 2], ["4", "X", 3]);
        outcome.Counts.Should().Be(counts);
        outcome.Rejects.Should().Equal(mode == SqlMode.Insert ? ["0 unique -"] : []);
        (await database.RowsAsync("SELECT a, b, name FROM t WHERE a = 1 AND b = 'x'")).Should().Equal(mode switch
        {
            SqlMode.Insert or SqlMode.InsertNew => ["1|x|old"],
            SqlMode.Delete => [],
            _ => ["1|x|1"],
        });
    }

    [SkippableFact]
    public async Task Fields_for_inserts_or_updates_only_are_written_then_only()
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text}, made {database.Text}, changed {database.Text} DEFAULT 'never');;INSERT INTO t VALUES (1, 'a', 'then', 'never'), (3, 'c', 'then', 'now')");
        var schema = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text), ("made", DataType.Text), ("changed", DataType.Text));
        var options = Into("t", SqlMode.Upsert, "id") with { InsertOnly = Fields("made"), UpdateOnly = Fields("changed") };
        // Row 3 differs in what only an insert writes: that is no difference.
        var outcome = await LoadAsync(database, options, schema, [1, "b", "now", "now"], [2, "b", "now", "now"], [3, "c", "now", "now"]);
        outcome.Counts.Should().Be("+1 ~1 =1");
        (await database.RowsAsync("SELECT * FROM t ORDER BY id")).Should().Equal("1|b|then|now", "2|b|now|never", "3|c|then|now");
    }

    [SkippableTheory]
    [InlineData(SqlMode.Upsert, "+1 =1", "1 2")]
    [InlineData(SqlMode.InsertNew, "+1 >1", "1 2")]
    [InlineData(SqlMode.Update, "=1 >1", "1")]
    [InlineData(SqlMode.Delete, "-1 >1", "")]
    public async Task A_table_can_be_nothing_but_its_key(SqlMode mode, string counts, string after)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY);;INSERT INTO t VALUES (1)");
        (await LoadAsync(database, Into("t", mode, "id"), TestRows.Schema(("id", DataType.Integer)), [1], [2])).Counts.Should().Be(counts);
        string.Join(' ', await database.RowsAsync("SELECT id FROM t ORDER BY id")).Should().Be(after);
    }

    [SkippableTheory]
    [InlineData(SqlMode.InsertNew)]
    [InlineData(SqlMode.Upsert)]
    public async Task A_refused_row_does_not_claim_its_key(SqlMode mode)
    {
        foreach (var (shape, chunks) in Shapes(Parse("1:bad 1:good 2:b")))
        {
            await using var database = await OpenAsync();
            await database.ExecuteAsync($"CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, name {database.Text}, CONSTRAINT decent CHECK (name <> 'bad'))");
            var outcome = await LoadAsync(database.Connect(), Into("t", mode, "id"), People, chunks);
            (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+2", $"0 check {database.Checked("name")}"), shape);
            (await PeopleOf(database)).Should().Be("1:good 2:b", shape);
        }
    }
}

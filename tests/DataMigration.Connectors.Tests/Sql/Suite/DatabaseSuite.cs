using DataMigration.Connectors;
using DataMigration.Connectors.Sql;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;
using static DataMigration.Connectors.Sql.TestRows;

namespace DataMigration.Tests.Sql.Suite;

public sealed class SqliteSuite : DatabaseSuite
{
    private protected override IDatabaseUnderTest Create() => new SqliteSubject();
}

public sealed class PostgresSuite : DatabaseSuite
{
    private protected override IDatabaseUnderTest Create() => new PostgresSubject();
}

/// <summary>What every database does with rows, in every mode: the same rows written, the same rows refused for the same reasons, the same counts.</summary>
public abstract class DatabaseSuite
{
    private static readonly RecordSchema Person = Schema(("id", DataType.Integer), ("name", DataType.Text), ("email", DataType.Text));

    private const string People = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, email TEXT UNIQUE)";

    private protected abstract IDatabaseUnderTest Create();

    [SkippableTheory]
    [InlineData("Insert", "", "1|new|n1;2|old|o2;4|new|n4", "2i 0c 0u 0d", "1:unique:id")]
    [InlineData("Insert", "id", "1|new|n1;2|old|o2;4|new|n4", "2i 0c 0u 0d", "1:unique:id")]
    [InlineData("InsertNew", "id", "1|new|n1;2|old|o2;4|new|n4", "2i 0c 0u 0d skip 1", "")]
    [InlineData("Upsert", "id", "1|new|n1;2|new|n2;4|new|n4", "2i 1c 0u 0d", "")]
    [InlineData("Update", "id", "2|new|n2", "0i 1c 0u 0d skip 0 2", "")]
    [InlineData("Delete", "id", "", "0i 0c 0u 1d skip 0 2", "")]
    [InlineData("Truncate", "", "1|new|n1;2|new|n2;4|new|n4", "3i 0c 0u 0d", "")]
    [InlineData("Replace", "id", "1|new|n1;2|new|n2;4|new|n4", "3i 0c 0u 0d", "")]
    public async Task A_mode_meets_a_row_that_is_there(string mode, string key, string rows, string counts, string refused)
    {
        using var database = Create();
        database.Execute(People + ";; INSERT INTO people VALUES (2, 'old', 'o2')");
        var result = await LoadAsync(database, Options("people", mode, key), Person, [1, "new", "n1"], [2, "new", "n2"], [4, "new", "n4"]);
        Counts(result).Should().Be(counts);
        Refused(result).Should().Be(refused);
        string.Join(';', database.Rows("SELECT * FROM people ORDER BY id")).Should().Be(rows);
    }

    [SkippableTheory]
    [InlineData("Upsert")]
    [InlineData("Update")]
    public async Task Only_rows_that_differ_are_touched(string mode)
    {
        using var database = Create();
        database.Execute(People + ";; INSERT INTO people VALUES (1, 'a', NULL), (2, 'b', 'x'), (3, NULL, 'y'), (4, 'd', 'z')");
        var result = await LoadAsync(database, Options("people", mode, "id"), Person, [1, "a", null], [2, "B", "x"], [3, null, null], [4, null, "z"]);
        Counts(result).Should().Be("0i 3c 1u 0d");
        database.Rows("SELECT * FROM people ORDER BY id").Should().Equal("1|a|∅", "2|B|x", "3|∅|∅", "4|∅|z");
    }

    [SkippableTheory]
    [InlineData("InsertNew", DuplicatePolicy.Reject, "2i 0c 0u 0d", "2:duplicate:id 3:duplicate:id", "1|Ann|∅")]
    [InlineData("InsertNew", DuplicatePolicy.First, "2i 0c 0u 0d skip 2 3", "", "1|Ann|∅")]
    [InlineData("InsertNew", DuplicatePolicy.Last, "2i 1c 1u 0d", "", "1|Zoe|∅")]
    [InlineData("Upsert", DuplicatePolicy.Reject, "2i 0c 0u 0d", "2:duplicate:id 3:duplicate:id", "1|Ann|∅")]
    [InlineData("Upsert", DuplicatePolicy.First, "2i 0c 0u 0d skip 2 3", "", "1|Ann|∅")]
    [InlineData("Upsert", DuplicatePolicy.Last, "2i 1c 1u 0d", "", "1|Zoe|∅")]
    public async Task The_same_key_again_follows_the_policy_within_a_chunk_and_across(string mode, DuplicatePolicy policy, string counts, string refused, string kept)
    {
        foreach (bool across in new[] { false, true })
        {
            using var database = Create();
            database.Execute(People);
            object?[][] rows = [[1, "Ann", null], [2, "Bob", null], [1, "Zoe", null], [1, "Zoe", null]];
            var result = across
                ? await LoadAsync(database, Options("people", mode, "id") with { Duplicates = policy }, Person, [rows[..2], rows[2..3], rows[3..]])
                : await LoadAsync(database, Options("people", mode, "id") with { Duplicates = policy }, Person, rows);
            Counts(result).Should().Be(counts);
            Refused(result).Should().Be(refused);
            database.Rows("SELECT * FROM people WHERE id = 1").Should().Equal(kept);
        }
    }

    [SkippableTheory]
    [InlineData("Insert", "")]
    [InlineData("InsertNew", "id")]
    [InlineData("Upsert", "id")]
    public async Task Equal_values_are_refused_in_the_order_of_the_rows_over_all_indexes(string mode, string key)
    {
        using var database = Create();
        database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT UNIQUE);; INSERT INTO t VALUES (100, 'taken', 'x')");
        var schema = Schema(("id", DataType.Integer), ("a", DataType.Text), ("b", DataType.Text));
        // 2 repeats a of 1; 3 repeats b of 2, which is not there; 5 meets the table; 6 repeats 5, which is not there.
        var result = await LoadAsync(database, Options("t", mode, key), schema, [1, "a1", "b1"], [2, "a1", "b2"], [3, "a3", "b2"], [4, null, null], [5, "taken", "b5"], [6, "a6", "b5"], [7, null, "b1"]);
        Refused(result).Should().Be("1:unique:a 4:unique:a 6:unique:b");
        database.Rows("SELECT id FROM t ORDER BY id").Should().Equal("1", "3", "4", "6", "100");
    }

    [SkippableTheory]
    [InlineData("Insert", "")]
    [InlineData("Upsert", "id")]
    [InlineData("Truncate", "")]
    public async Task Each_constraint_refuses_exactly_its_rows(string mode, string key)
    {
        using var database = Create();
        database.Execute("CREATE TABLE parents (x INTEGER, y INTEGER, PRIMARY KEY (x, y));; INSERT INTO parents VALUES (1, 2);; CREATE TABLE boss (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n > 0), x INTEGER, y INTEGER, chief INTEGER REFERENCES boss (id), FOREIGN KEY (x, y) REFERENCES parents (x, y))");
        var schema = Schema(("id", DataType.Integer), ("n", DataType.Integer), ("x", DataType.Integer), ("y", DataType.Integer), ("chief", DataType.Integer));
        var result = await LoadAsync(database, Options("boss", mode, key), schema,
            [1, 1, 1, 2, null], [2, null, 1, 2, 1], [3, 0, 1, 2, 1], [4, 1, 1, 3, 1], [5, 1, null, 9, 1], [6, 1, 1, 2, 99], [7, 1, null, null, 5], [8, 1, null, null, 6]);
        Refused(result).Should().Be("1:not_null:n 2:check:n 3:foreign_key: 5:foreign_key:chief 7:foreign_key:chief".Replace("check:n", database is SqliteSubject ? "check:" : "check:n", StringComparison.Ordinal));
        database.Rows("SELECT id FROM boss ORDER BY id").Should().Equal("1", "5", "7");
    }

    [SkippableTheory]
    [InlineData("Insert", "")]
    [InlineData("Upsert", "id")]
    public async Task A_trigger_refuses_exactly_its_rows(string mode, string key)
    {
        using var database = Create();
        database.Execute(People + ";;" + database.RefusingTrigger("people", "NEW.id % 7 = 3"));
        var rows = Enumerable.Range(0, 100).Select(i => new object?[] { i, "n", null }).ToArray();
        var result = await LoadAsync(database, Options("people", mode, key), Person, rows);
        Refused(result).Should().Be(string.Join(' ', Enumerable.Range(0, 100).Where(i => i % 7 == 3).Select(i => $"{i}:trigger:")));
        database.Rows("SELECT count(*) FROM people").Should().Equal("86");
    }

    [SkippableFact]
    public async Task Rows_of_one_source_row_stand_or_fall_together()
    {
        using var database = Create();
        database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE);;" + database.RefusingTrigger("t", "NEW.a = 'bad'"));
        var schema = Schema(("id", DataType.Integer), ("a", DataType.Text));
        object?[][] rows = [[1, "x"], [2, "y"], [3, "y"], [4, "z"], [5, "bad"], [6, "z"], [7, "w"]];
        var source = Batch(schema, [.. Enumerable.Range(0, 4).Select(i => new object?[] { i, "" })]);
        var split = Batch(schema, rows);
        using var batch = new RecordBatch(schema, [split[0], split[1]], source, [0, 0, 1, 2, 2, 3, 3]);
        // 3 repeats y; 4 and 5 fall together, so that 6 and 7 may have z.
        var result = await WriteAsync(database, Options("t", "Insert", ""), schema, [batch]);
        Refused(result).Should().Be("2:unique:a 4:trigger:");
        result.SelectMany(r => r.Withdrawn).Should().Equal(3);
        database.Rows("SELECT id FROM t ORDER BY id").Should().Equal("1", "2", "6", "7");
    }

    [SkippableFact]
    public async Task What_only_one_side_writes_is_left_alone_by_the_other()
    {
        using var database = Create();
        database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, made TEXT, changed TEXT DEFAULT 'never');; INSERT INTO t VALUES (1, 'first', 'first')");
        var schema = Schema(("id", DataType.Integer), ("made", DataType.Text), ("changed", DataType.Text));
        var options = Options("t", "Upsert", "id") with { InsertOnly = Fields("made"), UpdateOnly = Fields("changed") };
        Counts(await LoadAsync(database, options, schema, [1, "now", "now"], [2, "now", "now"])).Should().Be("1i 1c 0u 0d");
        database.Rows("SELECT * FROM t ORDER BY id").Should().Equal("1|first|now", "2|now|never");
    }

    [SkippableFact]
    public async Task Names_and_values_are_exact_whatever_they_contain()
    {
        using var database = Create();
        string[] names = ["select", "a b", "a\"b", "a]b", "a.b", "Ä", "x'; DROP TABLE t; --"];
        string table = database.Quote("order \"x\".y");
        database.Execute($"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {string.Join(", ", names.Select(n => $"{database.Quote(n)} TEXT"))})");
        var schema = Schema([("id", DataType.Integer), .. names.Select(n => (n, DataType.Text))]);
        string[] values = ["'; DROP TABLE t; --", "", "𝄞", "a|b", "\\", "\t\r\n", "null"];
        foreach (string mode in new[] { "Insert", "Upsert", "Update" }) await LoadAsync(database, Options("order \"x\".y", mode, mode == "Insert" ? "" : "id"), schema, [1, .. values]);
        database.Rows($"SELECT * FROM {table}").Should().Equal("1|" + string.Join('|', values));
    }

    [SkippableFact]
    public async Task Every_type_makes_its_column_and_comes_back()
    {
        using var database = Create();
        var schema = new RecordSchema(
        [
            new("id", DataType.Integer), new("t", DataType.Text), new("n", DataType.Number), new("d", DataType.Decimal(38, 10)), new("b", DataType.Boolean), new("day", DataType.Date),
            new("at", DataType.DateTime) { FractionDigits = 6 }, new("moment", DataType.DateTimeOffset) { FractionDigits = 6, IsUtc = true }, new("clock", DataType.Time) { FractionDigits = 6 },
            new("g", DataType.Guid), new("bytes", DataType.Binary), new("j", DataType.Json),
        ]);
        object?[][] rows =
        [
            [long.MaxValue, "𝄞 ü", 0.1, Int128.Parse("99999999999999999999999999999999999999"), true, DateOnly.MaxValue, new DateTime(9999, 12, 31, 23, 59, 59).AddTicks(9999990),
                new DateTimeOffset(2020, 2, 29, 1, 2, 3, TimeSpan.Zero).AddTicks(10), new TimeOnly(23, 59, 59).Add(TimeSpan.FromTicks(9999990)), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new byte[] { 0, 255 }, "{\"a\": [1.50, null]}"],
            [long.MinValue, "", -1e300, -Int128.One, false, DateOnly.MinValue, DateTime.MinValue, DateTimeOffset.MinValue, TimeOnly.MinValue, Guid.Empty, Array.Empty<byte>(), "null"],
            [0, null, null, null, null, null, null, null, null, null, null, null],
        ];
        Counts(await LoadAsync(database, Options("made", "Insert", "id") with { Create = true }, schema, rows)).Should().Be("3i 0c 0u 0d");
        Counts(await LoadAsync(database, Options("made", "Upsert", "id"), schema, rows)).Should().Be("0i 0c 3u 0d");
        var source = new SqlSource(new SqlSourceOptions { Connection = TestDatabase.Reference, Table = "made", Key = ["id"] }, Context(database));
        var back = await TestDatabase.Values(source);
        back.Should().BeEquivalentTo(rows.OrderBy(r => Convert.ToInt64(r[0], null)), o => o.WithStrictOrdering());
    }

    [SkippableFact]
    public async Task Numbered_keys_are_kept_or_left_to_the_database()
    {
        using var database = Create();
        database.Execute($"CREATE TABLE t ({database.NumberedKey("id")}, name TEXT)");
        var schema = Schema(("id", DataType.Integer), ("name", DataType.Text));
        await LoadAsync(database, Options("t", "Insert", ""), schema, [70, "kept"]);
        await LoadAsync(database, Options("t", "Insert", "") with { KeepIdentity = false }, schema, [3, "numbered"]);
        database.Rows("SELECT * FROM t ORDER BY id").Should().Equal("70|kept", "71|numbered");
    }

    [SkippableTheory]
    [InlineData("Insert")]
    [InlineData("Upsert")]
    [InlineData("Truncate")]
    [InlineData("Replace")]
    [InlineData("Delete")]
    public async Task A_dry_run_counts_and_leaves_nothing(string mode)
    {
        using var database = Create();
        database.Execute(People + ";; INSERT INTO people VALUES (2, 'old', 'o2')");
        var options = Options("people", mode, mode is "Insert" or "Truncate" or "Replace" ? "" : "id") with { Before = ["CREATE TABLE before_it (a INTEGER)"], After = ["CREATE TABLE after_it (a INTEGER)"] };
        object?[][] rows = [[1, "n", "a"], [2, "n", "b"], [3, "n", "a"]];
        string dry = Told(await LoadAsync(database, options, Person, [rows], dryRun: true));
        database.Rows("SELECT * FROM people").Should().Equal("2|old|o2");
        Told(await LoadAsync(database, options, Person, rows)).Should().Be(dry);
        database.Rows("SELECT count(*) FROM before_it").Concat(database.Rows("SELECT count(*) FROM after_it")).Should().Equal("0", "0");
    }

    [SkippableTheory]
    [InlineData("Insert")]
    [InlineData("Upsert")]
    public async Task A_dry_run_or_a_load_in_one_transaction_makes_its_table(string mode)
    {
        using var database = Create();
        var options = Options("made", mode, "id") with { Create = true };
        object?[][] rows = [[1, "a", null], [2, "b", null], [1, "c", null]];
        string dry = Told(await LoadAsync(database, options, Person, [rows[..2], rows[2..]], dryRun: true));
        database.Rows("SELECT 1").Should().Equal("1");
        Told(await LoadAsync(database, options with { Atomic = true }, Person, [rows[..2], rows[2..]])).Should().Be(dry);
        database.Rows("SELECT name FROM made ORDER BY id").Should().Equal("a", "b");
    }

    [SkippableTheory]
    [InlineData("Insert", true)]
    [InlineData("Insert", false)]
    [InlineData("Replace", false)]
    public async Task A_load_that_breaks_off_leaves_what_was_committed_or_nothing(string mode, bool atomic)
    {
        using var database = Create();
        database.Execute(People + ";; INSERT INTO people VALUES (9, 'old', NULL)");
        await using (var writer = await Target(database, Options("people", mode, "") with { Atomic = atomic }).OpenAsync(new WriteRequest(Person, "run", "pipeline", false), default))
        {
            writer.KeepsCommits.Should().Be(!atomic && mode == "Insert");
            foreach (int id in new[] { 1, 2 })
            {
                using var batch = Batch(Person, [id, "n", null]);
                await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
                if (id == 1) await writer.CommitAsync(default);
            }
        }
        database.Rows("SELECT id FROM people ORDER BY id").Should().Equal(atomic || mode == "Replace" ? ["9"] : ["1", "9"]);
    }

    [SkippableFact]
    public async Task Two_loads_of_one_pipeline_never_meet()
    {
        using var database = Create();
        database.Execute(People);
        var request = new WriteRequest(Person, "run", "pipeline", false);
        await using (await Target(database, Options("people", "Insert", "")).OpenAsync(request, default))
        {
            var second = async () => await Target(database, Options("people", "Insert", "")).OpenAsync(request, default);
            (await second.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3228");
            await (await Target(database, Options("people", "Insert", "")).OpenAsync(request with { Pipeline = "another" }, default)).DisposeAsync();
        }
        await (await Target(database, Options("people", "Insert", "")).OpenAsync(request, default)).DisposeAsync();
    }

    [SkippableFact]
    public async Task Four_hundred_columns()
    {
        using var database = Create();
        var schema = Schema([.. Enumerable.Range(0, 400).Select(i => ($"c{i}", DataType.Integer))]);
        object?[][] rows = [.. Enumerable.Range(0, 50).Select(r => Enumerable.Range(0, 400).Select(c => (object?)((r * 1000L) + c)).ToArray())];
        Counts(await LoadAsync(database, Options("wide", "Upsert", "c0") with { Create = true }, schema, rows)).Should().Be("50i 0c 0u 0d");
        database.Rows("SELECT sum(c399), max(c7) FROM wide").Should().Equal($"{Enumerable.Range(0, 50).Sum(r => (r * 1000) + 399)}|49007");
    }

    private static SqlTargetOptions Options(string table, string mode, string key) =>
        new() { Connection = TestDatabase.Reference, Table = table, Mode = Enum.Parse<SqlMode>(mode), Key = key.Length == 0 ? [] : Fields(key.Split(',')) };

    private static FieldReference[] Fields(params string[] names) => TestDatabase.Fields(names);

    private static ConnectorContext Context(IDatabaseUnderTest database) => new() { Name = "crm", Span = TestDatabase.Span, Connection = _ => database.Connection, Retries = NoRetries.Instance };

    private static SqlTarget Target(IDatabaseUnderTest database, SqlTargetOptions options) => new(options, Context(database));

    private static Task<List<WriteResult>> LoadAsync(IDatabaseUnderTest database, SqlTargetOptions options, RecordSchema schema, params object?[][] rows) => LoadAsync(database, options, schema, [rows]);

    private static async Task<List<WriteResult>> LoadAsync(IDatabaseUnderTest database, SqlTargetOptions options, RecordSchema schema, object?[][][] chunks, bool dryRun = false)
    {
        var batches = chunks.Select(rows => Batch(schema, rows)).ToList();
        var results = await WriteAsync(database, options, schema, batches, dryRun);
        for (int i = 0, first = 0; i < chunks.Length; first += chunks[i++].Length) Shift(results[i], first);
        foreach (var batch in batches) batch.Dispose();
        return results;
    }

    private static async Task<List<WriteResult>> WriteAsync(IDatabaseUnderTest database, SqlTargetOptions options, RecordSchema schema, IReadOnlyList<RecordBatch> chunks, bool dryRun = false)
    {
        var target = Target(database, options);
        (await TestDatabase.Check(target, schema)).Should().BeEmpty();
        var results = new List<WriteResult>();
        await using var writer = await target.OpenAsync(new WriteRequest(schema, "run", "pipeline", dryRun), default);
        foreach (var batch in chunks)
        {
            using var encoded = target.CreateEncoder(schema)?.Encode(batch, batch.Selection.Rows);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, encoded), default);
            (result.Inserted + result.Changed + result.Unchanged + result.Deleted + result.Skipped.Count + result.Withdrawn.Count + result.Failures.Select(f => f.Row).Distinct().Count()).Should().Be(batch.RowCount, "the counts of a target add up");
            results.Add(result);
            await writer.CommitAsync(default);
        }
        await writer.CompleteAsync(default);
        return results;
    }

    /// <summary>Row numbers of the whole load.</summary>
    private static void Shift(WriteResult result, int first)
    {
        for (int i = 0; i < result.Skipped.Count; i++) result.Skipped[i] += first;
        for (int i = 0; i < result.Failures.Count; i++) result.Failures[i] = result.Failures[i] with { Row = result.Failures[i].Row + first };
    }

    private static string Counts(List<WriteResult> results)
    {
        var skipped = results.SelectMany(r => r.Skipped).ToList();
        return $"{results.Sum(r => r.Inserted)}i {results.Sum(r => r.Changed)}c {results.Sum(r => r.Unchanged)}u {results.Sum(r => r.Deleted)}d{(skipped.Count == 0 ? "" : " skip " + string.Join(' ', skipped))}";
    }

    private static string Refused(List<WriteResult> results) => string.Join(' ', results.SelectMany(r => r.Failures).Select(f => $"{f.Row}:{f.Rule.Code}:{f.Field}"));

    private static string Told(List<WriteResult> results) => $"{Counts(results)} {Refused(results)}";
}

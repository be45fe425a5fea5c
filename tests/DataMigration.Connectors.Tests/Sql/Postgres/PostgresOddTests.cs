using DataMigration.Connectors.Sql;
using DataMigration.Connectors.Sql.Suite;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Tests.Sql.Postgres;

/// <summary>What only PostgreSQL has, and each of these once went wrong: rows lost without a word, the wrong row of two, a fault that was called ours.</summary>
public sealed class PostgresOddTests
{
    private static readonly RecordSchema Texts = TestRows.Schema(("id", DataType.Integer), ("v", DataType.Text));
    private static readonly RecordSchema Keyed = TestRows.Schema(("k", DataType.Text), ("v", DataType.Text));

    private const string LeaveOutB = """
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF tg_op = 'INSERT' THEN IF new.v = 'b' THEN RETURN NULL; END IF; RETURN new; END IF;
          IF old.v = 'b' THEN RETURN NULL; END IF; IF tg_op = 'DELETE' THEN RETURN old; END IF; RETURN new; END $$;
        CREATE TRIGGER g BEFORE INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION f();
        """;

    [SkippableTheory]
    [InlineData(SqlMode.Insert, "1:a 2:b 3:c", "1", "1|a 3|c")]
    [InlineData(SqlMode.Upsert, "1:a 2:b 3:c", "1", "1|a 3|c")]
    [InlineData(SqlMode.InsertNew, "1:a 2:b 3:c", "1", "1|a 3|c")]
    [InlineData(SqlMode.Update, "7:x 8:x 9:z", "1", "7|x 8|b 9|z")]
    [InlineData(SqlMode.Delete, "7:x 8:x 9:z", "1", "8|b")]
    public async Task A_row_that_a_trigger_leaves_out_is_rejected_in_every_mode(SqlMode mode, string rows, string rejected, string after)
    {
        string standing = mode is SqlMode.Update or SqlMode.Delete ? "INSERT INTO t VALUES (7, 'a'), (9, 'c'); ALTER TABLE t DISABLE TRIGGER g; INSERT INTO t VALUES (8, 'b'); ALTER TABLE t ENABLE TRIGGER g" : "";
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (id bigint PRIMARY KEY, v text); {LeaveOutB} {standing}");
        var outcome = await LoadAsync(database, Into(mode, "id"), Texts, rows);
        outcome.Rejects.Should().Equal($"{rejected} trigger -");
        string.Join(' ', database.Rows("SELECT * FROM t ORDER BY 1")).Should().Be(after);
    }

    [SkippableTheory]
    [InlineData("inet PRIMARY KEY", "10.0.0.1", "10.0.0.1/32:a 10.0.0.1:b", "1 duplicate k", "10.0.0.1/32|a")]
    [InlineData("text COLLATE ci PRIMARY KEY", "abc", "ABC:a abc:b x:c X:d", "1 duplicate k, 3 duplicate k", "abc|a x|c")]
    [InlineData("inet PRIMARY KEY", "10.0.0.1", "10.0.0.1:a 999:b x:c 10.0.0.1/32:d", "1 type -, 2 type -, 3 duplicate k", "10.0.0.1/32|a")]
    public async Task Keys_are_equal_when_the_database_says_so(string type, string standing, string rows, string rejects, string after)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); CREATE TABLE t (k {type}, v text); INSERT INTO t VALUES ('{standing}', 'old')");
        for (int chunk = 0; chunk < 2; chunk++)
        {
            string.Join(", ", (await LoadAsync(database, Into(SqlMode.Upsert, "k"), Keyed, rows, chunkARow: chunk == 1)).Rejects).Should().Be(rejects);
            string.Join(' ', database.Rows("SELECT k::text, v FROM t ORDER BY 1")).Should().Be(after);
        }
    }

    [SkippableFact]
    public async Task A_key_that_cannot_be_read_refuses_its_row_and_no_other()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (k inet PRIMARY KEY, v text); INSERT INTO t VALUES ('10.0.0.1', 'old')");
        var outcome = await LoadAsync(database, Into(SqlMode.Update, "k"), Keyed, "10.0.0.1:a nonsense:b 10.0.0.2:c");
        (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("~1 >1", "1 type -"));
    }

    [SkippableTheory]
    [InlineData("bit(3)", "101", "10101")]
    [InlineData("varbit(3)", "101", "10101")]
    [InlineData("varchar(3)[]", "{abc}", "{abcd}")]
    [InlineData("char(3)[]", "{abc}", "{abcd}")]
    public async Task A_value_that_is_too_long_is_never_cut(string type, string fits, string longer)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (id bigint PRIMARY KEY, v {type})");
        var outcome = await LoadAsync(database, Into(SqlMode.Insert), Texts, $"1:{fits} 2:{longer}");
        outcome.Rejects.Should().ContainSingle().Which.Should().StartWith("1 ");
        database.Rows("SELECT id, v::text FROM t").Should().Equal($"1|{fits}");
    }

    [SkippableTheory]
    [InlineData("xml", "<a/>", "<a>", "type")]
    [InlineData("tsquery", "'a'", "&&", "type")]
    [InlineData("money", "1234.5", "1,25", "type")]
    [InlineData("money", "-1.25", "1.255", "type")]
    [InlineData("numeric(6,2)[]", "{1.25,NULL}", "{1.25,1.005}", "type")]
    [InlineData("numeric(40,2)", "1.25", "1.255", "type")]
    [InlineData("timestamp(3)[]", "{2024-02-29T12:34:56.789}", "{2024-02-29T12:34:56.7891}", "type")]
    [InlineData("interval(0)", "PT2S", "PT1.6S", "type")]
    [InlineData("timetz(3)", "10:00:00.123+02", "10:00:00.1234+02", "type")]
    [InlineData("name", "short", "a23456789b23456789c23456789d23456789e23456789f23456789g23456789h23456789", "length")]
    public async Task A_text_that_its_type_cannot_read_refuses_its_row(string type, string good, string bad, string code)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TABLE t (id bigint PRIMARY KEY, v {type})");
        foreach (bool atomic in new[] { false, true })
        {
            var outcome = await LoadAsync(database, Into(SqlMode.Truncate) with { Atomic = atomic }, Texts, $"1:{good} 2:{bad} 3:{good}", chunkARow: atomic);
            outcome.Rejects.Select(r => r.Split(' ')[1]).Should().Equal(code);
            database.Rows("SELECT id FROM t ORDER BY 1").Should().Equal("1", "3");
        }
    }

    /// <summary>As they come out of a table, they go into one like it.</summary>
    [SkippableTheory]
    [InlineData(SqlMode.Insert)]
    [InlineData(SqlMode.Upsert)]
    [InlineData(SqlMode.Replace)]
    public async Task Values_of_every_type_go_from_table_to_table(SqlMode mode)
    {
        using var database = PostgresServer.CreateDatabase("""
            CREATE TYPE part AS (a numeric(6,2), "B c" text[]); CREATE DOMAIN few AS int[] CHECK (cardinality(VALUE) < 4);
            CREATE TABLE s (id int PRIMARY KEY, texts text[], grid int[][], fews few, n numeric, wide numeric(40,2), part part, parts part[], span interval, m money, range int4range, bits bit(3), point point, moments timestamptz[], sums numeric(10,2)[], bytes bytea[], j jsonb[]);
            INSERT INTO s VALUES (1, '{a,"b, c",NULL,"\"}"}', '{{1,2},{3,NULL}}', '{1}', 123456789012345678901234567890.123456789012345678901234567890, 12345678901234567890123456789012345678.25, '(1.25,"{x,y}")', ARRAY['(1.25,)'::part, NULL], '1 day 2.5 s', '12.34', '[1,5)', '101', '(1,2.5)',
              '{2024-02-29 12:34:56.789+02}', '{1.2,NaN}', '{"\\x00ff"}', ARRAY['{"a":[1]}'::jsonb]), (3, '{}', '{}', '{}', 'NaN', 0.5, '(,)', '{}', '0', '-1', 'empty', '000', '(0,0)', '{}', '{}', '{}', '{}'); INSERT INTO s VALUES (2);
            CREATE TABLE t (LIKE s INCLUDING ALL);
            """);
        var source = database.Source(new SqlSourceOptions { Connection = PostgresDatabase.Reference, Table = "s" });
        var schema = await source.DiscoverAsync(default);
        await using var load = await OpenLoad.StartAsync(database.Target(Into(mode, mode == SqlMode.Upsert ? ["id"] : [])), schema);
        await foreach (var batch in source.ReadAsync(default)) await load.WriteAsync((IReadOnlyList<RecordBatch>)[batch]);
        await load.CommitAsync();
        await load.CompleteAsync();
        load.Outcome.Rejects.Should().BeEmpty();
        database.Rows("SELECT t::text FROM t ORDER BY id").Should().Equal(database.Rows("SELECT s::text FROM s ORDER BY id")).And.HaveCount(3);
    }

    [SkippableTheory]
    [InlineData("numeric(6,2)[]", "[1.25]", "[1.255]")]
    [InlineData("part", "{\"a\":1.25}", "{\"a\":\"x\"}")]
    [InlineData("int[]", "[1,2]", "[1,\"x\"]")]
    [InlineData("int[]", "[[1],[2]]", "{\"a\":1}")]
    public async Task Json_that_a_type_would_change_or_cannot_read_refuses_its_row(string type, string good, string bad)
    {
        using var database = PostgresServer.CreateDatabase($"CREATE TYPE part AS (a numeric(6,2)); CREATE DOMAIN code AS text NOT NULL; CREATE TABLE t (id bigint PRIMARY KEY, v {type}, c code DEFAULT 'c')");
        (await LoadAsync(database, Into(SqlMode.Insert), TestRows.Schema(("id", DataType.Integer), ("v", DataType.Json)), $"1:{good} 2:{bad} 3:{good}")).Rejects.Should().Equal("1 type -");
        database.Rows("SELECT id FROM t ORDER BY 1").Should().Equal("1", "3");
    }

    [SkippableFact]
    public async Task What_a_trigger_mends_is_judged_mended()
    {
        using var database = PostgresServer.CreateDatabase("""
            CREATE TABLE t (id bigint PRIMARY KEY, v text CHECK (v NOT IN ('bad', 'x')));
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.v = 'x' THEN new.v := 'mended'; END IF; RETURN new; END $$;
            CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()
            """);
        (await LoadAsync(database, Into(SqlMode.Insert), Texts, "1:x 2:bad 3:c")).Rejects.Should().Equal("1 check v");
        database.Rows("SELECT * FROM t ORDER BY 1").Should().Equal("1|mended", "3|c");
    }

    [SkippableFact]
    public async Task A_row_that_is_not_changed_breaks_no_check_that_came_later()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id bigint PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'bad'), (2, 'x'); ALTER TABLE t ADD CONSTRAINT k CHECK (v <> 'bad') NOT VALID");
        var outcome = await LoadAsync(database, Into(SqlMode.Upsert, "id"), Texts, "1:bad 2:bad 3:bad 4:ok");
        (outcome.Counts, string.Join(", ", outcome.Rejects)).Should().Be(("+1 =1", "1 check -, 2 check -"));
    }

    [SkippableFact]
    public async Task Rules_that_do_something_else_are_refused_and_rules_that_do_more_are_kept()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id bigint PRIMARY KEY, v text); CREATE TABLE log (id bigint); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (new.id)");
        (await LoadAsync(database, Into(SqlMode.Insert), Texts, "1:a 2:b")).Counts.Should().Be("+2");
        database.Rows("SELECT * FROM log ORDER BY 1").Should().Equal("1", "2");
        database.Execute("CREATE RULE n AS ON INSERT TO t WHERE new.id > 2 DO INSTEAD NOTHING");
        var load = () => LoadAsync(database, Into(SqlMode.Insert), Texts, "3:c");
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3229");
    }

    [SkippableTheory]
    [InlineData("SELECT 1/0", null, false)]
    [InlineData("SELECT 1/0", null, true)]
    [InlineData(null, "DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", false)]
    [InlineData(null, "DO $$ BEGIN RAISE EXCEPTION 'no'; END $$", true)]
    public async Task A_statement_that_fails_on_data_is_refused_as_any_other(string? before, string? after, bool atomic)
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id bigint PRIMARY KEY, v text)");
        var load = () => LoadAsync(database, Into(SqlMode.Insert) with { Before = before is null ? [] : [before], After = after is null ? [] : [after], Atomic = atomic }, Texts, "1:a");
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3243");
    }

    [SkippableFact]
    public async Task A_table_that_others_refer_to_is_not_emptied_under_them()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id bigint PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a'); CREATE TABLE c (t bigint REFERENCES t); INSERT INTO c VALUES (1)");
        var load = () => LoadAsync(database, Into(SqlMode.Truncate), Texts, "2:b");
        (await load.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3243");
        var dry = () => OpenLoad.StartAsync(database.Target(Into(SqlMode.Truncate)), Texts, dryRun: true);
        (await dry.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.ToString().Should().Contain("DM3229").And.Contain("rows of table c refer to it");
        database.Rows("SELECT * FROM t").Should().Equal("1|a");
        database.Execute("ALTER TABLE c ALTER CONSTRAINT c_t_fkey DEFERRABLE INITIALLY DEFERRED");
        await (await OpenLoad.StartAsync(database.Target(Into(SqlMode.Truncate) with { Atomic = true }), Texts, dryRun: true)).DisposeAsync();
        (await LoadAsync(database, Into(SqlMode.Truncate) with { Atomic = true }, Texts, "1:b")).Counts.Should().Be("+1");
        database.Execute("DELETE FROM c");
        await (await OpenLoad.StartAsync(database.Target(Into(SqlMode.Truncate)), Texts, dryRun: true)).DisposeAsync();
        (await LoadAsync(database, Into(SqlMode.Truncate), Texts, "2:b")).Counts.Should().Be("+1");
    }

    [SkippableTheory]
    [InlineData("CREATE VIEW w AS SELECT * FROM t", "view w")]
    [InlineData("CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t'", "function f()")]
    [InlineData("CREATE TABLE keeps (old t)", "column old of table keeps")]
    [InlineData("CREATE TABLE keeps (old t[])", "column old of table keeps")]
    [InlineData("CREATE PUBLICATION p FOR TABLE t", "publication p")]
    [InlineData("CREATE TABLE others (id bigint); CREATE POLICY mine ON others USING (EXISTS (SELECT FROM t))", "policy mine on table others")]
    public async Task A_table_that_something_else_holds_on_to_is_not_replaced(string holds, string named)
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (id bigint PRIMARY KEY, v text)");
        (await RefusalAsync(database)).Should().BeNull();
        database.Execute(holds);
        (await RefusalAsync(database)).Should().Be($"it would leave behind what refers to it: {named}");
    }

    [SkippableTheory]
    [InlineData("CREATE UNLOGGED TABLE p (v text PRIMARY KEY); INSERT INTO p VALUES ('a'), ('b'); CREATE UNLOGGED TABLE t (id bigint PRIMARY KEY, v text REFERENCES p) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false)")]
    [InlineData("CREATE TABLE t (id bigint PRIMARY KEY, v text); ALTER TABLE t REPLICA IDENTITY FULL; ALTER TABLE t ALTER v SET STATISTICS 7; ALTER TABLE t ALTER v SET (n_distinct = 5)")]
    [InlineData("CREATE TABLE t (id bigint PRIMARY KEY, v text NOT NULL); CREATE UNIQUE INDEX u ON t (v); ALTER TABLE t REPLICA IDENTITY USING INDEX u")]
    public async Task A_table_that_takes_another_s_place_has_its_settings(string table)
    {
        using var database = PostgresServer.CreateDatabase(table);
        const string Settings = """
            SELECT c.relpersistence, c.reloptions, c.relreplident, (SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid), a.attstattarget, (SELECT o FROM unnest(a.attoptions) o WHERE o LIKE 'n_distinct%'), (SELECT i.indexrelid::regclass FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'v' WHERE c.relname = 't'
            """;
        string before = string.Join('\n', database.Rows($"SELECT s::text FROM ({Settings}) s")), oid = $"{database.Scalar("SELECT 't'::regclass::oid::text")}";
        (await LoadAsync(database, Into(SqlMode.Replace), Texts, "1:a 2:b")).Counts.Should().Be("+2");
        string.Join('\n', database.Rows($"SELECT s::text FROM ({Settings}) s")).Should().Be(before);
        $"{database.Scalar("SELECT 't'::regclass::oid::text")}".Should().NotBe(oid);
    }

    private static async Task<string?> RefusalAsync(PostgresDatabase database) => database.Connection.ReplaceRefusal((await database.Connection.FindTableAsync(new SqlName("public", "t"), default)).Table!);

    [SkippableFact]
    public async Task Columns_may_have_the_names_that_the_stage_uses()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE t (__row bigint PRIMARY KEY, s text UNIQUE)");
        var schema = TestRows.Schema(("__row", DataType.Integer), ("s", DataType.Text));
        (await LoadAsync(database, Into(SqlMode.Upsert, "__row"), schema, "1:a 2:a 3:c")).Rejects.Should().Equal("1 unique s");
    }

    [SkippableFact]
    public async Task Triggers_are_on_again_though_checks_have_waited_for_the_end()
    {
        using var database = PostgresServer.CreateDatabase("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (id bigint REFERENCES p DEFERRABLE INITIALLY DEFERRED, v text); " + LeaveOutB);
        var options = Into(SqlMode.Insert) with { Atomic = true, FireTriggers = false, After = ["INSERT INTO p VALUES (1)"] };
        (await LoadAsync(database, options, Texts, "1:b")).Counts.Should().Be("+1");
        database.Scalar("SELECT tgenabled::text FROM pg_trigger WHERE tgname = 'g'").Should().Be("O");
    }

    private static SqlTargetOptions Into(SqlMode mode, params string[] key) =>
        new() { Connection = PostgresDatabase.Reference, Table = "t", Mode = mode, Key = [.. key.Select(k => new Declarations.FieldReference(k, PostgresDatabase.Span))] };

    private static async Task<Outcome> LoadAsync(PostgresDatabase database, SqlTargetOptions options, RecordSchema schema, string rows, bool chunkARow = false)
    {
        object?[][] values = [.. rows.Split(' ').Select(r => r.Split(':', 2)).Select(r => new object?[] { schema[0].Type.Kind == DataKind.Integer ? long.Parse(r[0]) : r[0], r[1] })];
        await using var load = await OpenLoad.StartAsync(database.Target(options), schema);
        foreach (object?[][] chunk in chunkARow ? values.Select(v => new[] { v }) : [values])
        {
            await load.WriteAsync(chunk);
            await load.CommitAsync();
        }
        await load.CompleteAsync();
        return load.Outcome;
    }
}

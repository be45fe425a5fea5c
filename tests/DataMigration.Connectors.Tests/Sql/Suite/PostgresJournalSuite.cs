using System.Globalization;
using System.Text.RegularExpressions;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Undoing loads of tables that are made as only this database makes them.</summary>
public sealed partial class PostgresJournalSuite : SqlJournalSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => PostgresUnderTest.NewAsync();

    public static readonly TheoryData<string, string> OddTables = new()
    {
        { "partitions", "CREATE TABLE t (id bigint NOT NULL, name text, PRIMARY KEY (id)) PARTITION BY RANGE (id);;CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (3);;CREATE TABLE t2 PARTITION OF t DEFAULT" },
        { "domains", "CREATE DOMAIN number AS bigint NOT NULL CHECK (value > 0);;CREATE DOMAIN word AS text DEFAULT 'x' CHECK (value <> 'no');;CREATE TABLE t (id number PRIMARY KEY, name word)" },
        { "identity", "CREATE TABLE t (n bigint GENERATED ALWAYS AS IDENTITY, id bigint NOT NULL UNIQUE, name text, l text GENERATED ALWAYS AS (upper(name)) STORED)" },
        { "serial", "CREATE TABLE t (n serial PRIMARY KEY, id bigint NOT NULL UNIQUE, name text, at timestamptz NOT NULL DEFAULT now())" },
        { "no equality", "CREATE TABLE t (id bigint PRIMARY KEY, name text, j json DEFAULT '{\"a\":  1}', p point DEFAULT '(1,2)', x xml DEFAULT '<a/>', b bit(3) DEFAULT b'101', a int[] DEFAULT '{1,2}')" },
        { "rules of names", "CREATE SCHEMA \"My.\"\"Schema\";;SET search_path = public;;CREATE TABLE t (id bigint PRIMARY KEY, name text, \"j\" int DEFAULT 1, \"t\" int DEFAULT 2, \"o\" int DEFAULT 3, \"s\" int DEFAULT 4, m int DEFAULT 5, \"A \"\"b\"\" . ;\" int DEFAULT 6)" },
        { "inheritance", "CREATE TABLE t (id bigint PRIMARY KEY, name text);;CREATE TABLE kid (extra text) INHERITS (t)" },
        { "deferred unique", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, name text, u bigint UNIQUE)" },
        { "after trigger", "CREATE TABLE t (id bigint PRIMARY KEY, name text, n int DEFAULT 0);;CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.n < 3 THEN UPDATE t SET n = n + 1 WHERE id = new.id; END IF; RETURN NULL; END $$;;CREATE TRIGGER more AFTER INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION more()" },
        { "deferred trigger", "CREATE TABLE t (id bigint PRIMARY KEY, name text, n int DEFAULT 0);;CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.n < 3 THEN UPDATE t SET n = n + 1 WHERE id = new.id; END IF; RETURN NULL; END $$;;CREATE CONSTRAINT TRIGGER more AFTER INSERT OR UPDATE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION more()" },
        { "collation", "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);;CREATE TABLE t (id bigint PRIMARY KEY, name text COLLATE ci)" },
    };

    [SkippableTheory]
    [MemberData(nameof(OddTables))]
    public Task A_load_of_an_odd_table_is_undone(string what, string ddl) => AnOddTableIsUndoneAsync(what, ddl);

    [SkippableFact]
    public async Task What_a_killed_process_commits_in_the_end_is_undone_with_the_rest()
    {
        await using var database = await OpenJournaledAsync("");
        var options = JournaledInto(SqlMode.Insert);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")]], complete: false);
        string journal = (await OurTablesAsync(database)).Single();
        // One of its connections has sent all there is to do, and the server has not come to the end of it.
        var late = Task.Run(() => database.ExecuteAsync($"BEGIN; INSERT INTO {journal} DEFAULT VALUES; INSERT INTO t (id, name) VALUES (3, 'c'); SELECT pg_sleep(1); COMMIT"));
        await Task.Delay(300);
        await UndoAsync(database, options);
        await late;
        (await PeopleOf(database)).Should().Be("");
    }

    /// <summary>Nobody has counted the rows of a table that was loaded a moment ago, and a server that knows nothing of them easily compares each with each.</summary>
    [SkippableTheory]
    [MemberData(nameof(EachMode))]
    public async Task What_is_undone_is_found_by_its_key_although_the_server_has_not_looked_at_the_tables(SqlMode mode)
    {
        const int rows = 6000;
        await using var database = await OpenJournaledAsync(null);
        await database.ExecuteAsync($"CREATE TABLE t (id bigint PRIMARY KEY, name text) WITH (autovacuum_enabled = off);;INSERT INTO t SELECT i, 'o' FROM generate_series(3000, 8999) i");
        var options = JournaledInto(mode);
        int from = mode == SqlMode.Insert ? 9000 : 0;
        object?[][] Rows(int first) => [.. Enumerable.Range(from + first, rows / 2).Select(i => new object?[] { (long)i, "n" })];
        await JournaledAsync(database, options, People, [[Rows(0)], [Rows(rows / 2)]]);
        await using var journal = await OpenJournalAsync(database, options);
        using var script = new StringWriter { NewLine = "\n" };
        await journal!.WriteScriptAsync(script, force: false, default);
        var work = new List<string>();
        foreach (string statement in script.ToString().Split(";\n", StringSplitOptions.RemoveEmptyEntries).Where(s => !s.StartsWith("--", StringComparison.Ordinal) && s != "COMMIT"))
        {
            bool moves = statement.StartsWith("WITH", StringComparison.Ordinal) || statement.StartsWith("DELETE", StringComparison.Ordinal);
            work.AddRange((await database.RowsAsync((moves ? "EXPLAIN ANALYZE " : "") + statement)).Prepend(statement));
        }
        (await PeopleOf(database)).Should().StartWith("3000:o 3001:o").And.EndWith("8999:o");
        work.Select(line => Compared().Match(line)).Where(m => m.Success).Sum(m => long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Should().BeLessThan(rows, string.Join('\n', work));
    }

    [GeneratedRegex(@"Rows Removed by Join Filter: (\d+)")]
    private static partial Regex Compared();

    [SkippableFact]
    public async Task A_journal_out_of_a_dump_undoes_nothing()
    {
        await using var database = await OpenJournaledAsync("1:o");
        var options = JournaledInto(SqlMode.Upsert);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")]]);
        string journal = (await OurTablesAsync(database)).Single();
        // As a dump that is restored in one transaction leaves it: all is written under one number.
        await database.ExecuteAsync($"UPDATE t SET name = name; UPDATE {journal} SET datamigration_kind = datamigration_kind");
        await using var opened = await OpenJournalAsync(database, options);
        opened!.Obstacle.Should().Contain("dump");
    }
}

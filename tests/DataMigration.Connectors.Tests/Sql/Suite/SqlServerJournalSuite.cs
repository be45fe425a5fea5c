namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Undoing loads of tables that are made as only this database makes them.</summary>
public sealed class SqlServerJournalSuite : SqlJournalSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqlServerUnderTest.NewAsync();

    public static readonly TheoryData<string, string> OddTables = new()
    {
        { "heap with a key", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY NONCLUSTERED, name nvarchar(50))" },
        { "identity", "CREATE TABLE t (n int IDENTITY(5,3) NOT NULL PRIMARY KEY, id bigint NOT NULL UNIQUE, name nvarchar(50))" },
        { "identity beside", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), n int IDENTITY(1,1) NOT NULL)" },
        { "key of the server's", "CREATE TABLE t (g uniqueidentifier NOT NULL DEFAULT NEWSEQUENTIALID() PRIMARY KEY, id bigint NOT NULL UNIQUE, name nvarchar(50))" },
        { "computed", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), twice AS (id * 2) PERSISTED, low AS (LOWER(name)))" },
        { "rowversion", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), v rowversion)" },
        { "blanks behind", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name char(20), n nchar(5) DEFAULT 'n', b binary(3) DEFAULT 0x0100)" },
        { "letters of one case", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50) COLLATE Latin1_General_CI_AI)" },
        { "old types", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name ntext, x text DEFAULT 'x', i image DEFAULT 0x00FF)" },
        { "xml", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), x xml DEFAULT '<a b=\"1\"> <c/></a>')" },
        { "variants", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), v sql_variant DEFAULT CAST(1.50 AS decimal(9,2)))" },
        { "times", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), o datetimeoffset(3) DEFAULT '2020-01-01T00:00:00.123+02:00', d datetime DEFAULT '2020-01-01T00:00:00.003', t time(7) DEFAULT '23:59:59.9999999', f float DEFAULT -0.0, m money DEFAULT 0.0001)" },
        { "long values", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(max), x varbinary(max) DEFAULT CAST(REPLICATE(CAST('x' AS varchar(max)), 20000) AS varbinary(max)))" },
        { "sparse", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50) SPARSE NULL, n int SPARSE NULL)" },
        { "names", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), [j] int DEFAULT 1, [t] int DEFAULT 2, [h] int DEFAULT 3, [after] int DEFAULT 4, [a]]b] int DEFAULT 5, [it's \"x\".y] int DEFAULT 6)" },
        { "an index that swallows", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50));;CREATE UNIQUE INDEX u ON t (id, name) WITH (IGNORE_DUP_KEY = ON)" },
        { "an index of some rows", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), n int DEFAULT 1);;CREATE INDEX part ON t (n) WHERE n > 0" },
        { "after trigger", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), n int NOT NULL DEFAULT 0);;CREATE TRIGGER more ON t AFTER INSERT, UPDATE AS BEGIN SELECT 'noise'; IF TRIGGER_NESTLEVEL() = 1 UPDATE t SET n = t.n + 1 FROM t INNER JOIN inserted AS i ON i.id = t.id END" },
        { "schema", "CREATE SCHEMA other;;CREATE TABLE other.t (id int);;CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50))" },
        { "history", "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name nvarchar(50), b datetime2 GENERATED ALWAYS AS ROW START HIDDEN NOT NULL, e datetime2 GENERATED ALWAYS AS ROW END HIDDEN NOT NULL, PERIOD FOR SYSTEM_TIME (b, e)) WITH (SYSTEM_VERSIONING = ON)" },
    };

    [SkippableTheory]
    [MemberData(nameof(OddTables))]
    public Task A_load_of_an_odd_table_is_undone(string what, string ddl) => AnOddTableIsUndoneAsync(what, ddl);

    [SkippableFact]
    public async Task What_only_compares_equal_has_been_changed()
    {
        await using var database = await OpenJournaledAsync("1:o 2:o");
        var options = JournaledInto(SqlMode.Upsert);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")]]);
        await database.ExecuteAsync("UPDATE t SET name = 'A ' WHERE id = 1");
        (await PlanAsync(database, options)).Should().BeEquivalentTo(new { Restores = 1, Conflicts = 1 });
    }

    [SkippableFact]
    public async Task Of_a_load_that_did_not_end_the_number_of_its_rows_tells()
    {
        await using var database = await OpenJournaledAsync("1:o 9:o");
        var options = JournaledInto(SqlMode.Truncate);
        await JournaledAsync(database, options, People, [[Parse("1:a 2:b")]], complete: false);
        await database.ExecuteAsync("INSERT INTO t (id, name) VALUES (7, 'foreign')");
        var plan = await PlanAsync(database, options);
        plan.Should().BeEquivalentTo(new { Deletes = 0, Reinserts = 0, Conflicts = 1 });
        plan.Facts.Should().Contain(f => f.Contains("did not end"));
        (await UndoAsync(database, options)).Should().BeEquivalentTo(new { Done = 0, Conflicts = 1 });
        (await PeopleOf(database)).Should().Be("1:a 2:b 7:foreign");
        await database.ExecuteAsync("DELETE FROM t WHERE id = 7");
        (await UndoAsync(database, options)).Conflicts.Should().Be(0);
        (await PeopleOf(database)).Should().Be("1:o 9:o");
        (await OurTablesAsync(database)).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Rows_that_somebody_adds_while_a_table_is_filled_are_not_taken_for_the_run_s()
    {
        await using var database = await OpenJournaledAsync("");
        var options = JournaledInto(SqlMode.Insert);
        await using (var load = await OpenLoad.StartAsync(Target(database.Connect(), options), People, journal: Journal))
        {
            await load.WriteAsync([Parse("1:a")]);
            await load.CommitAsync();
            await database.ExecuteAsync("INSERT INTO t (id, name) VALUES (7, 'foreign')");
            await load.CompleteAsync();
        }
        (await UndoAsync(database, options)).Should().BeEquivalentTo(new { Done = 0, Conflicts = 1 });
        (await PeopleOf(database)).Should().Be("1:a 7:foreign");
    }
}
